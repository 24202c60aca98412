/** Who I am: asked once, remembered in this browser. */
import { signal } from "@preact/signals"

const KEPT = "inroad.me"

export const me = signal<string>(localStorage.getItem(KEPT) ?? "")

export function iAm(ref: string): void {
  me.value = ref
  if (ref) localStorage.setItem(KEPT, ref)
  else localStorage.removeItem(KEPT)
}

/** An address as events name it: what has a scheme stays, a bare e-mail address gets one. */
export function personRef(words: string): string {
  const said = words.trim()
  return /^[a-z]+:/i.test(said) || !said.includes("@") ? said : `email:${said}`
}

/** Whether *ref* may name a person: an e-mail address has something before and after its one @. */
export function isPerson(ref: string): boolean {
  return ref.startsWith("email:") ? /^email:[^\s@<>]+@[^\s@<>]+$/.test(ref) : /^[a-z]+:./.test(ref)
}

/** A company as events name it: a domain where it looks like one, else a name. */
export function companyRef(words: string): string {
  const said = words.trim()
  if (/^(name|domain):/i.test(said) || /^[0-9a-f-]{36}$/.test(said)) return said
  return /^[\w-]+(\.[\w-]+)+$/.test(said) ? `domain:${said}` : `name:${said}`
}
