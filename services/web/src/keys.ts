/**
 * One key for each of a few actions, unless something is being typed or the key is held down.
 * Whoever speaks to their device, or presses keys by accident, turns them off (WCAG 2.1.4).
 */
import { signal } from "@preact/signals"
import { useEffect } from "preact/hooks"
import { forget, recall, remember } from "./memory"

const KEPT = "inroad.keys"
const TYPING = "input, textarea, select, dialog"

/** Whether single keys act: on unless turned off in this browser. */
export const act = signal(recall(KEPT) !== "off")

export function letAct(on: boolean): void {
  act.value = on
  if (on) forget(KEPT)
  else remember(KEPT, "off")
}

export function useKeys(actions: Record<string, () => void>): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest(TYPING)
      if (!act.value || typing || event.repeat) return
      if (event.metaKey || event.ctrlKey || event.altKey) return
      const action = actions[event.key.toLowerCase()]
      if (!action) return
      event.preventDefault() // the key is not to be typed into the field that it leads to
      action()
    }
    window.addEventListener("keydown", pressed)
    return () => window.removeEventListener("keydown", pressed)
  })
}
