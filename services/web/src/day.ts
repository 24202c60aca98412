/** How many moves are left today, and who is left out of them: kept in this browser alone. */
import { recallJson, remember } from "./memory"

export const A_DAY = 5
const COUNT = "inroad.today"
const OUT = "inroad.left-out"

type LeftOut = Record<string, string> // by ref: until when, or "" for good

const dayOf = (moment: Date) => moment.toISOString().slice(0, 10)

export function leftToday(): number {
  const { day, done } = recallJson(COUNT, { day: "", done: 0 })
  return day === dayOf(new Date()) ? A_DAY - done : A_DAY
}

/** That so many more moves of today were dealt with: fewer, where one is taken back. */
export function count(more: number): void {
  const done = Math.max(0, A_DAY - leftToday() + more)
  remember(COUNT, JSON.stringify({ day: dayOf(new Date()), done }))
}

export function leftOut(): string[] {
  const today = dayOf(new Date())
  const all = Object.entries(recallJson<LeftOut>(OUT, {}))
  return all.filter(([, until]) => !until || until > today).map(([ref]) => ref)
}

/** Leave somebody out for so many days, or for good; what comes back undoes it. */
export function leaveOut(ref: string, days?: number): () => void {
  const before = recallJson<LeftOut>(OUT, {})
  const until = days ? dayOf(new Date(Date.now() + days * 86_400_000)) : ""
  remember(OUT, JSON.stringify({ ...before, [ref]: until }))
  return () => remember(OUT, JSON.stringify(before))
}

/** Leave somebody out no longer. */
export function bringBack(ref: string): void {
  const { [ref]: _, ...others } = recallJson<LeftOut>(OUT, {})
  remember(OUT, JSON.stringify(others))
}
