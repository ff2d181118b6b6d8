using Contracts.Conversions;

// The conversions are members of the generated classes, so they stand in those classes' namespace.
namespace Contracts.Common.V1;

public sealed partial class Money
{
    private const decimal NanosPerUnit = 1_000_000_000m;

    /// <summary>The exact amount in whole units.</summary>
    public decimal ToDecimal() => Units + (Nanos / NanosPerUnit);

    /// <param name="amount">In whole units; no finer than a billionth.</param>
    public static Money From(decimal amount, string currency)
    {
        var units = decimal.Truncate(amount);
        return new Money { CurrencyCode = currency, Units = (long)units, Nanos = (int)((amount - units) * NanosPerUnit) };
    }

    /// <summary>Units and nanos have one sign and are in range.</summary>
    public bool IsWellFormed() =>
        Nanos is > -1_000_000_000 and < 1_000_000_000 && !(Units > 0 && Nanos < 0) && !(Units < 0 && Nanos > 0);

    /// <summary>No finer than the currency's own digits.</summary>
    public bool FitsCurrency() => Currencies.IsKnown(CurrencyCode) && Currencies.Round(ToDecimal(), CurrencyCode) == ToDecimal();
}

public sealed partial class Date
{
    public static Date From(DateOnly date) => new() { Year = date.Year, Month = date.Month, Day = date.Day };

    /// <summary>Null when there is no such day.</summary>
    public DateOnly? ToDateOnly() =>
        Year is >= 1 and <= 9999 && Month is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(Year, Month)
            ? new DateOnly(Year, Month, Day)
            : null;
}

public sealed partial class LocalizedText
{
    public static LocalizedText From(IReadOnlyDictionary<string, string> texts)
    {
        var text = new LocalizedText();
        foreach (var (language, value) in texts)
        {
            text.Values[language] = value;
        }

        return text;
    }

    /// <summary>The text in a language, or in English where it has none.</summary>
    public string In(string language) => new Dictionary<string, string>(Values).In(language);
}

public sealed partial class Actor
{
    public static Actor From(Events.EventActor actor) => new()
    {
        Kind = actor.Kind switch
        {
            "staff" => ActorKind.Staff,
            "customer" => ActorKind.Customer,
            "application" => ActorKind.Application,
            _ => ActorKind.System,
        },
        Id = actor.Id,
        Name = actor.Name,
    };
}

public sealed partial class Subject
{
    public static Subject From(Events.Subject subject)
    {
        return new Subject
        {
            Kind = subject.Kind switch
            {
                Events.SubjectKinds.Subscription => SubjectKind.Subscription,
                Events.SubjectKinds.Pass => SubjectKind.Pass,
                Events.SubjectKinds.Customer => SubjectKind.Customer,
                Events.SubjectKinds.Invoice => SubjectKind.Invoice,
                Events.SubjectKinds.DunningCase => SubjectKind.DunningCase,
                _ => SubjectKind.Unspecified,
            },
            Id = subject.Id.ToString(),
            Number = subject.Number,
            Name = subject.Name.Count > 0 ? LocalizedText.From(subject.Name) : null,
        };
    }
}
