using Google.Protobuf.WellKnownTypes;
using ServiceDefaults.Errors;
using Common = Contracts.Common.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Validation of what requests about passes have in common.</summary>
internal static class PassValidation
{
    private const int MaximumReason = 500;

    /// <param name="ends">A validity without end makes no sense here.</param>
    public static (PassValidityUnit Unit, int Count) Validity(this FieldValidator validator, string field, Common.PassValidity validity, bool ends = false)
    {
        validator.Require(System.Enum.IsDefined(validity.Unit), $"{field}.unit", "UNKNOWN", "is no unit.");
        var (unit, most) = validity.Unit switch
        {
            Common.PassValidityUnit.Day => (PassValidityUnit.Day, 3650),
            Common.PassValidityUnit.Week => (PassValidityUnit.Week, 520),
            Common.PassValidityUnit.Month => (PassValidityUnit.Month, 120),
            _ => (PassValidityUnit.None, 0),
        };
        validator.Require(!ends || unit != PassValidityUnit.None, $"{field}.unit", "REQUIRED", "must be days, weeks or months.");
        if (unit != PassValidityUnit.None)
        {
            validator.Range($"{field}.count", validity.Count, 1, most);
        }
        else if (!ends)
        {
            validator.Require(validity.Count == 0, $"{field}.count", "NOT_EXPECTED", "must be 0 where there is no end.");
        }

        return (unit, validity.Count);
    }

    /// <summary>An instant far enough from where the calendar ends that days and hours can be added to it.</summary>
    public static DateTimeOffset Instant(this FieldValidator validator, string field, Timestamp time)
    {
        var at = time.ToDateTimeOffset();
        validator.DateRange(field, DateOnly.FromDateTime(at.UtcDateTime), WireValidation.FirstDay, WireValidation.LastDay);
        return at;
    }

    public static string Reason(this FieldValidator validator, string value, bool required = false) =>
        validator.Text("reason", value, MaximumReason, required, lines: true);

    public static PassPayment ToDomain(this Wire.PassPayment payment) => payment switch
    {
        Wire.PassPayment.CardOnFile => PassPayment.CardOnFile,
        Wire.PassPayment.Transfer => PassPayment.Transfer,
        Wire.PassPayment.Cash => PassPayment.Cash,
        Wire.PassPayment.CardTerminal => PassPayment.CardTerminal,
        Wire.PassPayment.Cheque => PassPayment.Cheque,
        Wire.PassPayment.Other => PassPayment.Other,
        _ => PassPayment.None,
    };
}
