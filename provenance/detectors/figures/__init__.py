"""FG: numbers, dates, times, money written as another language writes them."""
