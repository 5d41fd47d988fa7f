"""Translation packages in the `.argosmodel` format: what is installed, what is shipped, safe unpacking, calibration."""
