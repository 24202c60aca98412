/** What a sheet that is handed over needs without a network: kept here until it is handed back. */
import type { Schemas } from "./api"
import { me } from "./me"
import { forget, recallJson, remember } from "./memory"

export type Answer = { company: string; answer: string; words?: string }

export type Handed = {
  lines: readonly Schemas["SheetLine"][]
  place: number // of the line that is asked
  said: readonly Answer[]
}

const keyOf = (contact: string) => `inroad.handed ${me.value} ${contact}`

export function handed(contact: string): Handed | null {
  return recallJson<Handed | null>(keyOf(contact), null)
}

export function keep(contact: string, state: Handed): void {
  remember(keyOf(contact), JSON.stringify(state))
}

/** Over: all answers are kept, or thrown away. */
export function drop(contact: string): void {
  forget(keyOf(contact))
}
