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
export function isLost(): boolean {
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

const PRESSED = "a[href], button:not([disabled]), summary, input, select, textarea"

/** The first thing to press in *item* gets the focus; whether there is one. */
export function focusIn(item: Element | null | undefined): boolean {
  const first = item?.querySelector<HTMLElement>(PRESSED)
  first?.focus({ preventScroll: true })
  return first !== undefined && first !== null
}

/** Whoever pressed what has gone from a list goes on at what is now in its place there. */
export function followFocus(): void {
  let at: Element | null = null // what had the focus last
  let places: { list: Element; place: number }[] = [] // of it in its list, and in the lists around
  addEventListener("focusin", ({ target }) => {
    at = target as Element
    places = []
    for (let item = at.closest("li"); item; item = item.parentElement!.closest("li")) {
      const list = item.parentElement!
      places.push({ list, place: [...list.children].indexOf(item) })
    }
  })
  new MutationObserver(() => {
    if (!at || at.isConnected || !isLost()) return
    at = null
    const { list, place } = places.find((one) => one.list.isConnected) ?? {}
    if (list && focusIn(list.children[place!] ?? list.lastElementChild)) return
    keepFocus()
  }).observe(document.body, { childList: true, subtree: true })
}
