/** What this browser remembers: where it keeps nothing, for as long as the page is open. */
const here = new Map<string, string>()

export function recall(key: string): string | null {
  try {
    return here.get(key) ?? localStorage.getItem(key)
  } catch {
    return null // storage is closed to the page, as in some private windows
  }
}

/** What was remembered as JSON; *otherwise* where nothing is, or nothing that can be read. */
export function recallJson<T>(key: string, otherwise: T): T {
  try {
    return (JSON.parse(recall(key) ?? "null") as T | null) ?? otherwise
  } catch {
    return otherwise
  }
}

export function remember(key: string, value: string): void {
  here.set(key, value)
  try {
    localStorage.setItem(key, value)
    here.delete(key)
  } catch {
    // closed, or full
  }
}

export function forget(key: string): void {
  here.delete(key)
  try {
    localStorage.removeItem(key)
  } catch {
    // closed
  }
}
