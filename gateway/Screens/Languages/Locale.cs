using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;
using Screens.Formatting;

namespace Screens.Languages;

/// <summary>Words, numbers, money and dates in the language of the request: all that a page shows goes through it.</summary>
public sealed class Locale(Language language, TimeProvider? clock = null)
{
    public Locale(IHttpContextAccessor accessor, TimeProvider clock)
        : this(accessor.HttpContext is { } context ? LanguageChoice.Of(context) : Language.English, clock)
    {
    }

    public Language Language => language;

    DateTimeOffset Now => (clock ?? TimeProvider.System).GetUtcNow();

    public Words Words { get; } = new(language);

    public string this[string key] => Words[key];

    public string Format(string key, params object[] parts) => Words.Format(key, parts);

    /// <summary>"1 day", "3 days": the key's words for this number (<see cref="PluralForm"/>).</summary>
    public string Counted(string key, long count) => Words.Counted(key, count);

    public string Number(long number) => NumberText.Format(number, language);

    public string Money(Money? money) => money is null ? "" : MoneyText.Format(money, language);

    /// <param name="basisPoints">Hundredths of a percent.</param>
    public string Percent(int basisPoints) => PercentText.Format(basisPoints, language);

    /// <summary>The same with the digits that it has: 10%, 12.5%.</summary>
    public string ExactPercent(int basisPoints) => PercentText.Exact(basisPoints, language);

    /// <param name="perMillion">Of a tax: 22% is 220,000.</param>
    public string TaxPercent(int perMillion) => TaxPercentText.Format(perMillion, language);

    public string Month(Date? date) => date?.ToDateOnly() is { } day ? DateText.FormatMonth(day, Words) : "";

    public string Day(Date? date) => date?.ToDateOnly() is { } day ? DateText.Format(day, Words) : "";

    public string Moment(Timestamp? instant, string timeZone) =>
        instant is null ? "" : DateText.FormatMoment(instant.ToDateTimeOffset(), Zones.Find(timeZone), Words);

    /// <summary>A time zone by its city and what its clock is ahead of UTC.</summary>
    /// <param name="timeZone">IANA name.</param>
    /// <param name="at">The moment that it is about; null: now.</param>
    public string Zone(string timeZone, Timestamp? at = null) => ZoneText.Format(timeZone, at?.ToDateTimeOffset() ?? Now, language);

    /// <summary>The time zones to choose from.</summary>
    public IEnumerable<(string Zone, string Words)> ZoneChoices() => ZoneText.Choices(Now, language);

    /// <summary>How long a pass is valid: "1 month", "No end".</summary>
    public string Validity(PassValidity? validity) => ValidityText.Format(validity, Words);

    public string Interval(BillingInterval? interval) => interval is null ? "" : IntervalText.Format(interval, Words);

    /// <summary>How an amount comes about: "17 of 31 days x 40.00".</summary>
    public string Arithmetic(string text) => ArithmeticText.Format(text, Words);

    /// <summary>Why a credit is less than that: earlier credit notes have capped it.</summary>
    public string CreditCap(CreditCap cap) => CreditCapText.Format(cap, Words);

    /// <summary>A text in the reader's language, or in English where it was not translated.</summary>
    public string Text(LocalizedText? text) => text?.In(language.Code) ?? "";
}
