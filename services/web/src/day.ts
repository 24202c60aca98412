/** How many moves are left today, and who is left out of them: kept in this browser alone. */
import { useEffect, useRef } from "preact/hooks"
import { recallJson, remember } from "./memory"

export const A_DAY = 5
const COUNT = "inroad.today"
const OUT = "inroad.left-out"

type LeftOut = Record<string, string> // by ref: until when, or "" for good

/** The day where somebody is, as YYYY-MM-DD. */
export function dayOf(moment: Date): string {
  const [month, day] = [moment.getMonth() + 1, moment.getDate()]
  return [moment.getFullYear(), month, day].map((part) => String(part).padStart(2, "0")).join("-")
}

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

/** Calls *begin* when somebody comes back to the page on another day. */
export function useNewDay(begin: () => void): void {
  const day = useRef(dayOf(new Date()))
  useEffect(() => {
    const look = () => {
      const now = dayOf(new Date())
      if (document.hidden || day.current === now) return
      day.current = now
      begin()
    }
    document.addEventListener("visibilitychange", look)
    window.addEventListener("focus", look)
    return () => {
      document.removeEventListener("visibilitychange", look)
      window.removeEventListener("focus", look)
    }
  }, [])
}
