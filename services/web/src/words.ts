/** Times and numbers as a person says them. */

const DAY = 86_400_000
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" })

export function dayOf(moment: string): string {
  return day.format(new Date(moment))
}

export function ago(moment: string, now: number = Date.now()): string {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0)
  const nights = (midnight(now) - midnight(Date.parse(moment))) / DAY
  const days = Math.max(0, Math.round(nights)) // of 23 or 25 hours, twice a year
  if (days === 0) return "today"
  if (days === 1) return "yesterday"
  if (days < 14) return `${days} days ago`
  if (days < 90) return `${Math.floor(days / 7)} weeks ago`
  if (days < 730) return `${Math.floor(days / 30)} months ago`
  return `${Math.floor(days / 365)} years ago`
}

/** As it stands at the beginning of a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function counted(number: number, one: string, more = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : more}`
}

export function percent(chance: number): string {
  return chance < 0.01 ? "below 1%" : `${Math.round(chance * 100)}%`
}

const SPOKEN: Record<string, string> = {
  neighbor: "neighbour",
  "co-worker": "colleague",
  "co-resident": "flatmate",
}

export function relation(word: string): string {
  return SPOKEN[word] ?? word
}
