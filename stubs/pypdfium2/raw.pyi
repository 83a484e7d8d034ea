# PDFium's own names, as far as they are used

FPDF_PAGEOBJ_TEXT: int
FPDF_PAGEOBJ_IMAGE: int
FPDF_PAGEOBJ_FORM: int
FPDF_TEXTRENDERMODE_INVISIBLE: int
FPDF_TEXTRENDERMODE_CLIP: int

def FPDFTextObj_GetTextRenderMode(text_object: object) -> int: ...
