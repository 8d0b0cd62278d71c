/** `USD 3,750,000`: whole dollars, rounded. */
export function usd(amount: number): string {
  return `USD ${Math.round(amount)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`
}
