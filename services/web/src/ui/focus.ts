import type { RefObject } from "preact"
import { useEffect, useRef } from "preact/hooks"

/** A field that is typed into at once; `autofocus` works for the first one of a page only. */
export function useFocus<T extends HTMLElement>(): RefObject<T | null> {
  const field = useRef<T>(null)
  useEffect(() => field.current?.focus(), [])
  return field
}
