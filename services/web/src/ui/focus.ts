import type { RefObject } from "preact"
import { useEffect, useRef } from "preact/hooks"

/** A field that is typed into at once; `autofocus` works for the first one of a page only. */
export function useFocus<T extends HTMLElement>(): RefObject<T | null> {
  const field = useRef<T>(null)
  useEffect(() => field.current?.focus(), [])
  return field
}

export const SCREEN = "screen" // of what is beside the list of screens

/** Nothing has the focus, or the screen as a whole. */
function isLost(): boolean {
  const { activeElement: at } = document
  return at === null || at === document.body || at.id === SCREEN
}

/** Whoever pressed something that has gone goes on in the screen, not at the top of the page. */
export function keepFocus(): void {
  if (isLost()) document.getElementById(SCREEN)?.focus({ preventScroll: true })
}

/** What takes the place of what was pressed gets its focus. */
export function useTakenFocus<T extends HTMLElement>(taken: boolean): RefObject<T | null> {
  const place = useRef<T>(null)
  useEffect(() => {
    if (taken && isLost()) place.current?.focus()
  }, [])
  return place
}
