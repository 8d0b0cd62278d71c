import { isIPv4, isIPv6 } from 'node:net'

/**
 * What a client is counted as: its IPv4 address, or the /64 of its IPv6 address, since a household or a phone has a whole /64
 * to choose from. An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) counts as itself.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (isIPv4(address) || !isIPv6(address)) return address
  const [front = '', back] = address.replace(/%.*$/, '').split('::')
  const groups = front === '' ? [] : front.split(':')
  const rest = back === undefined || back === '' ? [] : back.split(':')
  const missing = back === undefined ? 0 : 8 - groups.length - rest.length
  const whole = [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...rest]
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** True for this computer itself: whoever runs it, or a proxy on it that we were not told to trust. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./i.test(address)
}
