"""A `Paper` as a file: PDF to print and sign, DOCX for a secretary who must change it.

Certificates have a form of their own.
"""

from gugus.platform.documents.render.certificates import CertificateSheet, to_certificates_pdf
from gugus.platform.documents.render.pdf import to_pdf
from gugus.platform.documents.render.word import to_docx

__all__ = ["CertificateSheet", "to_certificates_pdf", "to_docx", "to_pdf"]
