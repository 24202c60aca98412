import { act } from "../keys"

/** The key that does the same as the button it stands on, unless keys do nothing. */
export function Key({ of }: { of: string }) {
  return act.value ? <kbd>{of}</kbd> : null
}
