"""Reports as they were kept before Unicode: letters of TCVN3, VNI-Windows and VIQR, and files set in them."""
