"""``provenance models``: translation packages listed, installed, removed, routed, verified, calibrated."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from provenance.errors import InputError, MissingError, OptionError, PackageError

if TYPE_CHECKING:
    from provenance.evaluation.reading import Labelled
    from provenance.packages.store import Package

_FOLDER = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of packages.  [default: argostranslate's, ARGOS_PACKAGES_DIR honoured]",
)


@click.group(short_help="Translation packages: list, install, remove, route, verify, calibrate.")
def command() -> None:
    """Translation packages of the round trip, in the format and in the folder of Argos Translate.

    Nothing is fetched unless `install` is called with a language or `list` with --available.

    \b
    Examples:
      provenance models list
      provenance models install de es
      provenance models install translate-de_en-1_0.argosmodel
    """


@command.command("list")
@_FOLDER
@click.option("--available", is_flag=True, help="Also ask the official index over the network.")
@click.option("--cards", is_flag=True, help="Show each package's card.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_command(folder: Path | None, available: bool, cards: bool, as_json: bool) -> None:
    """List the packages that are installed and those that come with this program.

    \b
    Example:
      provenance models list --cards
    """
    from provenance.packages import official, routes, store
    from provenance.view.tame import tame

    here, shipped = store.installed(folder), store.embedded()
    for problem in (*here.problems, *shipped.problems):
        click.echo(f"provenance: {problem}", err=True)
    packages = (*here.packages, *shipped.packages)
    offers = official.index() if available else ()
    direct = store.chosen(folder)
    in_use = {package.path for package in direct.values()}
    ways = [(pair, via) for pair, via in routes.directions(routes.read(folder)) if pair not in direct]
    if as_json:
        rows = [_row(package, package.path in in_use) for package in packages]
        rows += [{"from": a, "to": b, "via": via, "kind": "route"} for (a, b), via in ways]
        rows += [{"from": o.source, "to": o.target, "version": o.version, "kind": "available"} for o in offers]
        click.echo(json.dumps(rows, indent=1))
        return
    for package in packages:
        click.echo(_line(package, package.path in in_use))
        if cards and (card := package.card()):
            click.echo("".join(f"    {line}\n" for line in tame(card).splitlines()))
    for (source, target), via in ways:
        click.echo(f"{source:>3} → {target:<3} through {via}, as asked for")
    for offer in offers:
        click.echo(f"{offer.source:>3} → {offer.target:<3} {offer.version:<8} available")
    if not packages:
        click.echo("no package is installed; run: provenance models install de", err=True)


def _row(package: Package, used: bool) -> dict[str, Any]:
    kind = "shipped" if package.embedded else "installed"
    return {
        "from": package.source,
        "to": package.target,
        "version": package.version,
        "kind": kind,
        "bytes": package.size,
        "path": str(package.path),
        "used": used,
    }


def _line(package: Package, used: bool) -> str:
    kind = "shipped" if package.embedded else "installed"
    mark = "" if used else "  (not used: another one goes before it)"
    return (
        f"{package.source:>3} → {package.target:<3} {package.version:<8} {kind:<10}{package.size / 1e6:6.1f} MB{mark}"
    )


@command.command()
@click.argument("what", nargs=-1, required=True)
@_FOLDER
def install(what: tuple[str, ...], folder: Path | None) -> None:
    """Install packages: languages (both directions, from the official index) or .argosmodel files.

    Every file is checked before anything is written, and loaded once before it is put in place. A download that breaks
    off goes on at the next call.

    \b
    Examples:
      provenance models install de es
      provenance models install ./translate-de_en-1_0.argosmodel
    """
    from provenance.packages import archive, official, store

    place = folder or store.folder()
    archive.sweep(place)
    files = [name for name in what if name.endswith(".argosmodel") or Path(name).is_file()]
    languages = [name for name in what if name not in files]
    for language in languages:
        if not archive.LANGUAGE.match(language):
            raise OptionError(f"{language!r} is neither a language nor an .argosmodel file")
    offers = [(offer, language) for language in languages for offer in _offers(official.index(), language)]
    for name in files:
        _say(archive.install(Path(name), place), place)
    for offer, _ in offers:
        path = official.fetch(offer, _progress(offer.name))
        try:
            plan = archive.inspect(path)
            if (plan.source, plan.target) != (offer.source, offer.target):
                raise PackageError(f"{path}: translates {plan.source} to {plan.target}, not what the index says")
            _say(archive.install(path, place, link=offer.links[0]), place)
        finally:
            path.unlink()
    click.echo("the new packages weigh nothing until `provenance models calibrate` has measured them", err=True)


def _offers(known: tuple[Any, ...], language: str) -> list[Any]:
    found = [o for o in known if {o.source, o.target} == {language, "en"}]
    if len(found) < 2:
        both = sorted({o.source for o in known if o.target == "en"} & {o.target for o in known if o.source == "en"})
        raise PackageError(f"the index has no packages between en and {language}; it has {' '.join(both)}")
    return found


def _say(plan: Any, place: Path) -> None:
    click.echo(f"installed {plan.source} → {plan.target} {plan.version} in {place / plan.folder}")


def _progress(name: str) -> Callable[[int, int], None]:
    def tell(had: int, whole: int) -> None:
        if sys.stderr.isatty():
            share = f"{100 * had // whole:3d} %" if whole else f"{had >> 20} MB"
            click.echo(f"\r{name} {share}", nl=had == whole, err=True)
        elif had == whole:
            click.echo(f"{name} fetched, {had} bytes", err=True)

    return tell


@command.command()
@click.argument("what", nargs=-1, required=True)
@_FOLDER
def remove(what: tuple[str, ...], folder: Path | None) -> None:
    """Remove installed packages: a language (both directions), one direction such as de-en, or a broken one's folder.

    \b
    Examples:
      provenance models remove de
      provenance models remove en-es
    """
    from provenance.packages import archive, store

    known = store.installed(folder).packages
    for name in what:
        chosen = [package for package in known if name in _names(package)]
        if not chosen and (left := store.broken(name, folder)):
            archive.remove(left)
            click.echo(f"removed {left}, which held no package that can be used")
            continue
        if not chosen:
            raise PackageError(f"{name}: no such package is installed; see: provenance models list")
        for package in chosen:
            archive.remove(package.path)
            click.echo(f"removed {package.source} → {package.target} from {package.path}")


def _names(package: Package) -> set[str]:
    """By what a user names a package: its direction, or its language that is not English."""
    return {f"{package.source}-{package.target}", package.source, package.target} - {"en"}


@command.command()
@click.argument("language")
@click.option("--via", metavar="LANG", help="The language in between; without it, the route is given up.")
@_FOLDER
def route(language: str, via: str | None, folder: Path | None) -> None:
    """Send the round trip of LANGUAGE through a third language, where no package leads from or to English.

    Nothing goes through a third language unless it was asked for here. The packages of the whole way stand in the
    signature, and the way weighs nothing until `calibrate` has measured it.

    \b
    Examples:
      provenance models route gl --via pt
      provenance models route gl
    """
    from provenance.packages import routes, store

    if via is None:
        routes.give_up(language, folder)
        click.echo(f"{language} goes through no other language any more")
        return
    routes.ask(language, via, store.chosen(folder), folder)
    click.echo(f"{language} goes through {via}, which weighs nothing before: provenance models calibrate {language}")


@command.command()
@click.argument("what", nargs=-1)
@_FOLDER
def verify(what: tuple[str, ...], folder: Path | None) -> None:
    """Check packages against what was installed, and load each; all of them if none is named. Exit code 1 if one fails.

    \b
    Example:
      provenance models verify de-en
    """
    from provenance.packages import store

    here, shipped = store.installed(folder), store.embedded()
    failed = [*here.problems, *shipped.problems, *store.lacking()]
    known = {package: _names(package) for package in (*here.packages, *shipped.packages)}
    for name in what:
        if not any(name in names for names in known.values()):
            failed.append(f"{name}: no such package is installed or shipped; see: provenance models list")
    for package, names in known.items():
        if what and names.isdisjoint(what):
            continue
        try:
            click.echo(f"{package.source}-{package.target} {package.version}: {store.verify(package)}")
        except PackageError as error:
            failed.append(str(error))
    for problem in failed:
        click.echo(f"provenance: {problem}", err=True)
    if failed:
        sys.exit(1)


@command.command()
@click.argument("languages", nargs=-1)
@_FOLDER
@click.option(
    "--control",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A folder or file of English texts that no machine wrote, beside those of this program; can be repeated.",
)
@click.option(
    "--labelled",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Labelled rows as for `evaluate`: machine translations out of a language measure its package.",
)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; else beside Argos."
)
@click.option("--again", is_flag=True, help="Also those that are calibrated already.")
def calibrate(
    languages: tuple[str, ...],
    folder: Path | None,
    control: tuple[Path, ...],
    labelled: tuple[Path, ...],
    output: Path | None,
    again: bool,
) -> None:
    """Learn what the round trip of each package pair means, from English whose origin is known.

    Raw values mean nothing across languages, so a pair that was not calibrated carries no weight. Without --labelled
    only the expectation of ordinary English is learned; the weight is the smallest of the measured pairs', with a low
    bound, and none at all where one of them earned none.

    \b
    Examples:
      provenance models calibrate
      provenance models calibrate de --control my_articles/
    """
    from provenance.engines import open_engine
    from provenance.evaluation import round_trips
    from provenance.packages import controls
    from provenance.render import languages_of, missing, signature_of

    engine = open_engine(folder, memory=False)
    for language in missing(engine, languages):
        raise MissingError(f"no packages go to {language} and back; run: provenance models install {language}")
    place, known = output or controls.own(), controls.read(controls.shipped()) | controls.read(output or controls.own())
    wanted = [one for one in languages or languages_of(engine) if again or signature_of(engine, one) not in known]
    if not wanted:
        click.echo("every package pair is calibrated; --again does it over", err=True)
        return
    rows = [*_labelled(labelled), *(() if labelled else _controls(control))]
    with click.progressbar(length=len(rows), label=f"calibrating {' '.join(wanted)}", file=sys.stderr) as bar:
        found = round_trips.calibrate(rows, engine, wanted, lambda done: bar.update(1))
    found = {signature: controls.borrow(one, known | found) for signature, one in found.items()}
    place.parent.mkdir(parents=True, exist_ok=True)
    controls.write(place, controls.read(place) | found)
    for one in found.values():
        slopes = ", ".join(f"{name} {scale.slope:.2f}" for name, scale in one.scales)
        basis = f"{one.positives} texts out of it"
        if one.borrowed:
            weighs = any(scale.slope for _, scale in one.scales)
            basis = "weight borrowed" if weighs else "no weight before --labelled texts out of it"
        click.echo(f"{one.language}: {one.controls} controls, {basis}; log10 ratio per standard deviation: {slopes}")


def _labelled(paths: tuple[Path, ...]) -> Iterator[Labelled]:
    from provenance.evaluation.reading import Unusable, read_labelled

    for path in paths:
        for row in read_labelled(path):
            if isinstance(row, Unusable):
                click.echo(f"provenance: {row.where}: {row.reason}", err=True)
            else:
                yield row


def _controls(places: tuple[Path, ...]) -> Iterator[Labelled]:
    from provenance.evaluation.labels import Label
    from provenance.evaluation.reading import Labelled
    from provenance.packages.store import EMBEDDED
    from provenance.text.charset import decode
    from provenance.text.clean import clean

    for number, text in enumerate((EMBEDDED / "controls.txt").read_text("utf-8").split("\n\n")):
        yield Labelled(f"control-{number}", clean(text.strip()), Label("original"))
    for place in places:
        for path in sorted(filter(Path.is_file, place.rglob("*.txt"))) if place.is_dir() else [place]:
            try:
                yield Labelled(str(path), clean(decode(path.read_bytes()).text), Label("original"))
            except (InputError, OSError) as error:
                click.echo(f"provenance: {path}: {error}", err=True)
