"""Currencies and units of measure as they are written, and the one name of each. Time is not measured here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.language.expressions import Expression

# A sign fixes a currency only where it has one reading: "$" stays "$", "US$" is USD.
_SIGNS = {
    "$": "$", "US$": "USD", "U.S.$": "USD", "US $": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "R$": "BRL", "NT$": "TWD", "€": "EUR", "£": "GBP", "¥": "¥", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS",
    "₺": "TRY", "₦": "NGN", "₴": "UAH", "Rs": "rupees", "Rs.": "rupees",
}  # fmt: skip
_CODES = "USD EUR GBP JPY CNY CHF AUD CAD NZD HKD SGD INR RUB BRL MXN ZAR SEK NOK DKK PLN TRY KRW ILS SAR AED EGP NGN KES UAH PKR IDR THB RMB"
_COINS = {
    "dollar": "$", "buck": "$", "euro": "EUR", "yuan": "CNY", "renminbi": "CNY", "yen": "JPY", "rupee": "rupees", "rupiah": "IDR", "peso": "pesos",
    "ruble": "RUB", "rouble": "RUB", "franc": "francs", "krona": "SEK", "kronor": "SEK", "kroner": "kroner", "krone": "kroner",
    "zloty": "PLN", "zlotys": "PLN", "lira": "lira", "liras": "lira", "shekel": "ILS", "rand": "ZAR", "won": "KRW", "riyal": "riyals", "dirham": "dirhams",
    "dinar": "dinars", "naira": "NGN", "shilling": "shillings", "hryvnia": "UAH", "baht": "THB", "ringgit": "MYR", "forint": "HUF",
    "cent": "cents", "pence": "pence", "sterling": "GBP", "pounds sterling": "GBP", "quid": "GBP",
}  # fmt: skip
_NATIONS = {
    ("us", "$"): "USD", ("american", "$"): "USD", ("australian", "$"): "AUD", ("canadian", "$"): "CAD", ("singapore", "$"): "SGD",
    ("hong kong", "$"): "HKD", ("new zealand", "$"): "NZD", ("indian", "rupees"): "INR", ("pakistani", "rupees"): "PKR",
    ("mexican", "pesos"): "MXN", ("argentine", "pesos"): "ARS", ("colombian", "pesos"): "COP", ("philippine", "pesos"): "PHP",
    ("swiss", "francs"): "CHF", ("turkish", "lira"): "TRY", ("british", "pounds"): "GBP", ("saudi", "riyals"): "SAR",
}  # fmt: skip
SIGN = "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True))
CODE = "|".join(_CODES.split())
_BEFORE = Expression(rf"(?:(?P<code>{CODE})\s?\$?|(?P<sign>{SIGN}))\s?(?=\d)")
_NATION = r"(?:(?P<nation>US|U\.S\.|[A-Z][a-z]+(?:\s(?:Kong|Zealand))?)\s)?"
_AFTER = Expression(
    rf"\s?[(\[]?(?:(?P<code>{CODE})\b[)\]]?|(?P<sign>[€£]))|[\s-]{_NATION}(?P<coin>pounds\ssterling|british\spounds|(?:{'|'.join(sorted(_COINS, key=len, reverse=True))})s?)\b"
)

_WORD_UNITS = {
    "kilomet(?:re|er)s?": "km", "kilomet(?:re|er)s?[ -]per[ -]hour": "km/h", "met(?:re|er)s?": "m", "centimet(?:re|er)s?": "cm", "millimet(?:re|er)s?": "mm", "miles?": "miles",
    "nautical miles?": "nautical miles", "miles per hour": "mph", "feet": "feet", "foot": "feet", "inch(?:es)?": "inches", "yards?": "yards",
    "kilogram(?:me)?s?": "kg", "kilos?": "kg", "grams?": "g", "milligrams?": "mg", "tonnes?": "tonnes", "metric tons?": "tonnes", "tons?": "tons",
    "pounds?": "pounds", "ounces?": "ounces", "lit(?:re|er)s?": "litres", "gallons?": "gallons", "barrels?": "barrels", "hectares?": "hectares", "acres?": "acres",
    "knots?": "knots", "kilowatts?": "kW", "megawatts?": "MW", "gigawatts?": "GW", "watts?": "W", "kilowatt[ -]hours?": "kWh",
    "megawatt[ -]hours?": "MWh", "volts?": "V", "horsepower": "hp", "kilobytes?": "KB", "megabytes?": "MB", "gigabytes?": "GB",
    "terabytes?": "TB", "megapixels?": "megapixels", "decibels?": "dB", "carats?": "carats", "calories": "calories", "kilotons?": "kilotons",
    "degrees?": "degrees", "degrees? celsius": "°C", "degrees? fahrenheit": "°F", "bushels?": "bushels", "light[ -]years?": "light-years",
}  # fmt: skip
_SHORT_UNITS = (
    "km/h kph mph kmh km² km2 km m² m2 m³ m3 cm mm ft lbs lb kg mg oz ml ha kW MW GW TW kWh MWh GWh TWh kV hp KB kB MB GB TB PB Mbps Gbps Mbit/s "
    "Hz kHz MHz GHz dB MP °C °F mpg rpm nm μm m g W V"
).split()
_SHORT = {
    "km / h": "km/h",
    "kmh": "km/h",
    "kph": "km/h",
    "km2": "km²",
    "m2": "m²",
    "m3": "m³",
    "lb": "pounds",
    "lbs": "pounds",
    "ft": "feet",
    "kB": "KB",
    "oz": "ounces",
}
_WORD_UNIT = Expression(
    rf"[\s-](?:(?P<power>square|sq\.?|cubic)\s)?(?:{'|'.join(f'(?P<u{i}>{u})' for i, u in enumerate(sorted(_WORD_UNITS, key=len, reverse=True)))})\b",
    re.IGNORECASE,
)
_WORD_NAMES = [_WORD_UNITS[u] for u in sorted(_WORD_UNITS, key=len, reverse=True)]
_EITHER_SHORT = "|".join(re.escape(unit) for unit in sorted([*_SHORT_UNITS, "km / h"], key=len, reverse=True))
_SHORT_UNIT = Expression(rf"[\s-]?(?:(?P<power>sq)\.?\s)?(?P<u>{_EITHER_SHORT})(?![\w²³])(?!/\w)")
_INCH = Expression(r"[\"″](?=\s+[a-z]|\s+or\s|[,)]|-)")
_QUOTED = Expression(r'(?:^|[\s(])"\w[^"]*$')
_SHARE = Expression(
    r"\s?(?:%|per\s?cent\b|pct\b)(?:\s?points?\b)?|[\s-](?:percentage|basis)[\s-]points?\b|[\s-]percent\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is in, where it is written behind the number, and what kind of unit it is."""

    end: int
    name: str
    kind: str


def currency_before(text: str, start: int) -> tuple[int, str] | None:
    """The end and the name of a currency sign or code that begins at start and has a number behind it."""
    match = _BEFORE.match(text, start)
    if match is None:
        return None
    return match.end(), _code(match.group("code")) if match.group("code") else _SIGNS[match.group("sign")]


def currency_after(text: str, end: int) -> Unit | None:
    """The currency behind a number: "40 billion US dollars", "9.9 billion yuan", "$249 USD"."""
    match = _AFTER.match(text, end)
    if match is None:
        return None
    if match.group("coin") is None:
        name = _code(match.group("code")) if match.group("code") else _SIGNS[match.group("sign")]
        return Unit(match.end(), name, "money")
    coin = " ".join(match.group("coin").split())
    name = _COINS.get(coin) or _COINS[coin.removesuffix("s")]
    nation = (match.group("nation") or "").replace(".", "").lower()
    fixed = _NATIONS.get((nation, name), name)
    return Unit(match.end(), fixed if fixed != name or not nation else f"{match.group('nation')} {coin}", "money")


def unit_after(text: str, end: int) -> Unit | None:
    """The share sign or unit of measure behind a number."""
    match = _SHARE.match(text, end)
    if match is not None:
        shown = match.group().strip(" -\n").lower()
        name = "basis points" if shown.startswith("basis") else "percentage points" if "point" in shown else "%"
        return Unit(match.end(), name, "share")
    match = _WORD_UNIT.match(text, end)
    if match is not None:
        which = next(i for i in range(len(_WORD_NAMES)) if match.group(f"u{i}"))
        return Unit(match.end(), _powered(match, _WORD_NAMES[which]), "measure")
    match = _SHORT_UNIT.match(text, end)
    if match is not None:
        return Unit(match.end(), _powered(match, _SHORT.get(match.group("u"), match.group("u"))), "measure")
    match = _INCH.match(text, end)
    if match is not None and _QUOTED.search(text[max(0, end - 60) : end]):
        return None  # the mark closes a quotation
    return Unit(match.end(), "inches", "measure") if match else None


def _powered(match: re.Match[str], name: str) -> str:
    power = (match.group("power") or "").lower().rstrip(".")
    return f"{'cubic' if power == 'cubic' else 'square'} {name}" if power else name


def _code(code: str) -> str:
    return "CNY" if code == "RMB" else code
