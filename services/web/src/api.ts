/** Asking the service: JSON in and out, problems (RFC 9457) as errors with field and remedy. */
import type { components } from "../openapi"

export type Schemas = components["schemas"]

export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly field: string = "",
    readonly remedy: string = "",
  ) {
    super(message)
  }
}

export type Params = Record<string, string | number | boolean | string[] | null | undefined>

/** A path of the service with each part quoted: at("people", "email:ann@example.org", "plan"). */
export function at(...parts: string[]): string {
  return "/v1/" + parts.map(encodeURIComponent).join("/")
}

export async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined || value === "") continue
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  const asked = query.size ? `${path}?${query}` : path
  return answered<T>(await reached(asked, signal ? { signal } : {}))
}

/** A list that comes page by page, as one page of the first *count*; *list* names it. */
export async function getPages<Page extends { next?: string | null }>(
  path: string,
  params: Params,
  list: keyof Page & string,
  count: number,
  signal: AbortSignal,
): Promise<Page> {
  let page = await get<Page>(path, params, signal)
  for (let got = 1; got < count && page.next; got++) {
    const following = await get<Page>(path, { ...params, cursor: page.next }, signal)
    page = { ...following, [list]: [...(page[list] as []), ...(following[list] as [])] }
  }
  return page
}

export async function post<T>(path: string, body: unknown, type = "application/json"): Promise<T> {
  const sent = { method: "POST", headers: { "content-type": type }, body: JSON.stringify(body) }
  return answered<T>(await reached(path, sent))
}

/** Take something away at *path*. */
export async function remove<T>(path: string, params: Record<string, string> = {}): Promise<T> {
  const query = new URLSearchParams(params)
  return answered<T>(await reached(query.size ? `${path}?${query}` : path, { method: "DELETE" }))
}

async function reached(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, headers: { accept: "application/json", ...init.headers } })
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error
    throw new Problem(0, "Inroad does not answer.", "", "See that `inroad up` still runs.")
  }
}

async function answered<T>(response: Response): Promise<T> {
  const told = await response.json().catch(() => null)
  if (response.ok) return told as T
  throw refusal(response.status, told)
}

/** What a refusal (RFC 9457) says. */
export function refusal(status: number, told: any): Problem {
  const first = told?.errors?.[0] ?? told ?? {}
  return new Problem(
    status,
    first.reason ?? first.detail ?? told?.detail ?? `The service answered ${status}.`,
    first.field ?? "",
    first.remedy ?? "",
  )
}

/** Any error as a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, String(error))
}
