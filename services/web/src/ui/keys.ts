import { useEffect } from "preact/hooks"

/** One key for each of a few actions, unless something is being typed. */
export function useKeys(actions: Record<string, () => void>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest("input, textarea, select")
      if (typing || event.metaKey || event.ctrlKey || event.altKey || event.repeat) return
      actions[event.key.toLowerCase()]?.()
    }
    window.addEventListener("keydown", pressed)
    return () => window.removeEventListener("keydown", pressed)
  })
}
