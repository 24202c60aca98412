/** Who I am: asked once, remembered in this browser. */
import { signal } from "@preact/signals"
import { forget, recall, remember } from "./memory"

const KEPT = "inroad.me"
const MOST = 256 // characters of an identifier

export const me = signal<string>(recall(KEPT) ?? "")

export function iAm(ref: string): void {
  me.value = ref
  if (ref) remember(KEPT, ref)
  else forget(KEPT)
}

/** An address as events name it: what has a scheme stays, a bare e-mail address gets one. */
export function personRef(words: string): string {
  const said = words.trim()
  return /^[a-z]+:/i.test(said) || !said.includes("@") ? said : `email:${said.toLowerCase()}`
}

/** Whether a ref names somebody; the service reads e-mail addresses by the same rule. */
export function isPersonRef(ref: string): boolean {
  if (ref.length > MOST) return false
  if (!ref.startsWith("email:")) return /^[a-z]+:./.test(ref)
  return /^email:[^@\s"<>(),;:\\[\]]+@[^@\s]+$/.test(ref)
}

/** A company as events name it: a domain where it looks like one, else a name. */
export function companyRef(words: string): string {
  const said = words.trim()
  if (/^(name|domain):/i.test(said) || /^[0-9a-f-]{36}$/.test(said)) return said
  return /^[\w-]+(\.[\w-]+)+$/.test(said) ? `domain:${said}` : `name:${said}`
}
