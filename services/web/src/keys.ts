/** One key for each of a few actions, unless something is being typed or the key is held down. */
import { useEffect } from "preact/hooks"

const TYPING = "input, textarea, select, dialog"

export function useKeys(actions: Record<string, () => void>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest(TYPING)
      if (typing || event.repeat || event.metaKey || event.ctrlKey || event.altKey) return
      const action = actions[event.key.toLowerCase()]
      if (!action) return
      event.preventDefault() // the key is not to be typed into the field that it leads to
      action()
    }
    window.addEventListener("keydown", pressed)
    return () => window.removeEventListener("keydown", pressed)
  })
}
