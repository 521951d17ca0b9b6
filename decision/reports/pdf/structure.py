"""What WeasyPrint leaves out of a tagged PDF, added with pikepdf.

Table headers get their scope, identifiers of headers a tree to be found in, links the words
that stand there. PDF/UA-1 (ISO 14289-1) asks for all of them: 7.5 and 7.18.5.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def settled(raw: bytes, link_texts: Mapping[str, str]) -> bytes:
    """Complete the structure of a document; the same input gives the same bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        root = pdf.Root.StructTreeRoot
        named: dict[bytes, Any] = {}
        for element, column in _elements(root, column=False):
            _header(element, column=column)
            if "/ID" in element:
                named[bytes(element.ID)] = element
        if named:
            root.IDTree = _name_tree(pdf, named)
        for page in pdf.pages:
            for annotation in page.get("/Annots", ()):
                _describe(annotation, link_texts)
        pdf.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _elements(start: Any, *, column: bool) -> Iterator[tuple[Any, bool]]:
    """Every structure element below ``start``; the flag says: inside the head of a table."""
    waiting = [(start, column)]
    while waiting:
        element, in_head = waiting.pop()
        yield element, in_head
        in_head = (in_head or element.get("/S") == Name.THead) and element.get("/S") != Name.TBody
        kids = element.get("/K", None)
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                waiting.append((kid, in_head))


def _header(element: Any, *, column: bool) -> None:
    if element.get("/S") == Name.TH:
        if "/A" not in element:
            element.A = Dictionary(O=Name.Table)
        element.A.Scope = Name.Column if column else Name.Row
    if element.get("/S") == Name.TD and "/A" in element and _is_empty(element.A.get("/Headers")):
        # An empty list would say that no header belongs to the cell.
        del element.A["/Headers"]


def _is_empty(headers: Any) -> bool:
    return headers is not None and not list(headers)


def _name_tree(pdf: Any, named: Mapping[bytes, Any]) -> Any:
    names = Array()
    for key in sorted(named):
        names.append(String(key))
        names.append(named[key])
    return pdf.make_indirect(Dictionary(Names=names))


def _describe(annotation: Any, texts: Mapping[str, str]) -> None:
    if annotation.get("/Subtype") == Name.Link and "/Contents" in annotation:
        target = str(annotation.Contents)
        annotation.Contents = String(texts.get(target, target))
