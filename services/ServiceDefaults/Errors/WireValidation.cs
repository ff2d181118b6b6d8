using System.Globalization;
using Contracts.Common.V1;
using Contracts.Conversions;

namespace ServiceDefaults.Errors;

/// <summary>Validation of the contracts' common types.</summary>
public static class WireValidation
{
    /// <summary>Days from this one on are taken, wherever a day is asked for.</summary>
    public static readonly DateOnly FirstDay = new(1900, 1, 1);

    /// <summary>The last day that is taken.</summary>
    public static readonly DateOnly LastDay = new(2999, 12, 31);

    /// <summary>Texts in known languages, English among them when required.</summary>
    public static Dictionary<string, string> Localized(this FieldValidator validator, string field, LocalizedText? text, int maximum, bool required = true)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, value) in text?.Values ?? [])
        {
            validator.Require(Languages.IsKnown(language), field, "UNKNOWN_LANGUAGE", $"'{Quoted.Short(language)}' is not one of {string.Join(", ", Languages.All)}.");
            var checkedValue = validator.Text($"{field}.{Quoted.Short(language)}", value, maximum, required: false, lines: !required);
            if (checkedValue.Length > 0)
            {
                values[language] = checkedValue;
            }
        }

        validator.Require(!required || values.ContainsKey(Languages.Default), $"{field}.{Languages.Default}", "REQUIRED", "is required.");
        return values;
    }

    public static string Language(this FieldValidator validator, string field, string language)
    {
        validator.Require(Languages.IsKnown(language), field, "UNKNOWN_LANGUAGE", $"'{Quoted.Short(language)}' is not one of {string.Join(", ", Languages.All)}.");
        return language;
    }

    /// <summary>A canonical IANA name (<see cref="TimeZones"/>); UTC where it is not one.</summary>
    public static string TimeZone(this FieldValidator validator, string field, string name)
    {
        validator.Require(TimeZones.IsKnown(name), field, "UNKNOWN_TIME_ZONE", $"'{Quoted.Short(name)}' is not a canonical IANA time zone such as Europe/Rome.");
        return TimeZones.IsKnown(name) ? name : "UTC";
    }

    public static string Currency(this FieldValidator validator, string field, string code)
    {
        validator.Require(Currencies.IsKnown(code), field, "UNKNOWN_CURRENCY", $"'{Quoted.Short(code)}' is not an ISO 4217 currency that can be billed.");
        return code;
    }

    /// <summary>The code of a tax rate, normalised; empty when it was not given.</summary>
    public static string TaxCode(this FieldValidator validator, string field, string code, bool required = false)
    {
        var normal = TaxCodes.Normalise(code);
        validator.Require(!required || normal.Length > 0, field, "REQUIRED", "is required.");
        validator.Require(normal.Length == 0 || TaxCodes.IsWellFormed(normal), field, "NOT_A_CODE",
            $"must be at most {TaxCodes.MaximumLength} letters a-z and digits, with single hyphens or underscores between them.");
        return normal;
    }

    /// <summary>A price or amount that is not negative and has its currency's digits.</summary>
    /// <param name="positive">Zero is refused too.</param>
    public static decimal Amount(this FieldValidator validator, string field, Money? money, bool positive = false)
    {
        if (money is null)
        {
            validator.Require(false, field, "REQUIRED", "is required.");
            return 0;
        }

        validator.Currency($"{field}.currency_code", money.CurrencyCode);
        validator.Require(money.IsWellFormed(), field, "NOT_AN_AMOUNT", "units and nanos must have the same sign, and nanos fewer than ten digits.");
        var amount = money.ToDecimal();
        validator.Require(amount >= 0, field, "NEGATIVE", "must not be negative.");
        validator.Require(!positive || amount != 0, field, "ZERO", "must be above zero.");
        validator.Require(amount < Currencies.AmountLimit, field, "TOO_LARGE", "must be below 1,000,000,000,000.");
        validator.Require(!Currencies.IsKnown(money.CurrencyCode) || money.FitsCurrency(), field, "TOO_FINE",
            $"has more digits than {Quoted.Short(money.CurrencyCode)} has.");
        return amount;
    }

    /// <summary>What amounts add up to: as large as no single one may be (domain.md C5), so that sums of many totals still fit Money.</summary>
    /// <param name="field">That makes it so large.</param>
    public static FieldValidator Total(this FieldValidator validator, string field, decimal total) => validator.Require(
        total < Currencies.AmountLimit, field, "TOTAL_TOO_LARGE",
        string.Create(CultureInfo.InvariantCulture, $"makes a total of {total:#,##0.####}; it must be below 1,000,000,000,000."));

    /// <summary>Bounds of how billing begins and ends, which a plan offers and an order agrees on.</summary>
    /// <param name="unit">What the billing periods are counted in.</param>
    public static void Terms(this FieldValidator validator, string field, BillingTerms terms, IntervalUnit unit)
    {
        validator.Range($"{field}.trial_days", terms.TrialDays, 0, 365);
        validator.Range($"{field}.term_periods", terms.TermPeriods, 0, 366);
        validator.Range($"{field}.renew_notice_days", terms.RenewNoticeDays, 0, 365);
        validator.Range($"{field}.billing_day", terms.BillingDay, 0, 31);
        validator.Require(!terms.RenewsByItself || terms.TermPeriods > 0, $"{field}.renews_by_itself", "NO_TERM", "is only for a fixed term.");
        validator.Require(terms.BillingDay <= 0 || unit is IntervalUnit.Month or IntervalUnit.Year, $"{field}.billing_day", "NOT_BY_MONTH",
            "is only for periods of months or years.");
    }

    /// <summary>
    /// A civil date that exists, far enough from where the calendar ends that months and time zones can be added to it; null when it was not given,
    /// or is neither.
    /// </summary>
    public static DateOnly? CivilDate(this FieldValidator validator, string field, Date? date)
    {
        var day = date?.ToDateOnly();
        validator.Require(date is null || day is not null, field, "NOT_A_DATE", "is not a day of the calendar.");
        validator.DateRange(field, day, FirstDay, LastDay);
        return day >= FirstDay && day <= LastDay ? day : null;
    }
}
