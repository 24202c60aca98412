import type { ComponentChildren } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import type { Paged } from "../asked"
import { counted } from "../words"
import { focusIn, isLost } from "./focus"

type Props<One> = {
  of: readonly One[]
  few?: number // as many at first; all that is here where it is not said
  from?: Paged<unknown> // where more comes from
  children: (shown: readonly One[]) => ComponentChildren
}

/** The first of a list, and a button for more: of what is here, then of what the service has. */
export function Few<One>({ of: all, few = all.length, from, children }: Props<One>) {
  const [whole, setWhole] = useState(false)
  const shown = whole ? all : all.slice(0, few)
  const hidden = all.length - shown.length
  const more = useRef<{ list: Element; place: number } | null>(null) // the first that was asked for
  const press = ({ currentTarget }: Event, ask: () => void) => {
    const list = (currentTarget as Element).previousElementSibling
    more.current = list && { list, place: list.children.length }
    ask()
  }
  useEffect(() => {
    const first = more.current?.list.children[more.current.place]
    if (!first) return
    more.current = null
    if (isLost()) focusIn(first) // the button has gone
  })
  return (
    <>
      {children(shown)}
      {hidden > 0 && (
        <button class="link" onClick={(event) => press(event, () => setWhole(true))}>
          Show {counted(hidden, "more", "more")}
        </button>
      )}
      {hidden === 0 && from?.more && (
        <button class="link" aria-busy={from.waiting} onClick={(event) => press(event, from.more!)}>
          {from.waiting ? "Looking for more …" : "Show more"}
        </button>
      )}
    </>
  )
}
