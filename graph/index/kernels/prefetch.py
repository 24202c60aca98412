"""Asking the processor for what is looked at soon, so that waits for memory overlap.

Rows of a large graph lie far apart, and a search that reads one after the other waits for each.
"""

from typing import Any

import numba
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

SOON = 32  # people whose rows are fetched together
_READ, _KEEP, _DATA = 0, 3, 1  # LLVM Language Reference, llvm.prefetch


@intrinsic
def prefetch(_: Any, array: Any, place: Any) -> Any:
    """Fetch array[place], of two columns row *place*; nothing happens if there is none."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        kind = signature.args[0]
        held = context.make_array(kind)(context, builder, values[0])
        at = context.cast(builder, values[1], signature.args[1], types.intp)
        zero = context.get_constant(types.intp, 0)
        where = cgutils.get_item_pointer(
            context, builder, kind, held, [at] + [zero] * (kind.ndim - 1)
        )
        byte = ir.IntType(8).as_pointer()
        number = ir.IntType(32)
        function = cgutils.get_or_insert_function(
            builder.module,
            ir.FunctionType(ir.VoidType(), [byte, number, number, number]),
            "llvm.prefetch.p0",
        )
        how = (ir.Constant(number, code) for code in (_READ, _KEEP, _DATA))
        builder.call(function, [builder.bitcast(where, byte), *how])
        return context.get_dummy_value()

    return types.void(array, place), generate


@numba.njit(cache=True)
def fetch(spans, to, people):
    """Have the beginnings of these people's rows brought near, all at once."""
    for person in people:
        prefetch(spans, person)
    for person in people:
        begin = spans[person, 0]
        prefetch(to, begin)
        prefetch(to, begin + 16)
