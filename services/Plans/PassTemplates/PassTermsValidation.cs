using Contracts.Common.V1;
using Google.Protobuf.Reflection;
using ServiceDefaults.Errors;
using Common = Contracts.Common.V1;

namespace Plans.PassTemplates;

/// <summary>Reads the terms of a pass from a request, or says what is wrong with them.</summary>
internal static class PassTermsValidation
{
    private const string Field = "pass_template.terms";

    /// <param name="has">Whether a field is among those to change.</param>
    /// <param name="current">What the others keep; null when the template is new.</param>
    /// <returns>The terms, and the class type that a pass is good for; null: every class.</returns>
    public static (PassTerms Terms, Guid? ClassTypeId) Read(FieldValidator validator, Common.PassTerms? wanted, Func<string, bool> has, PassTemplateValues? current)
    {
        if (wanted is null && has("terms"))
        {
            validator.Require(false, Field, "REQUIRED", "is required.");
            return (null!, null);
        }

        // Checked whole: one part may no longer go with another that stays.
        var terms = Merged(wanted ?? new Common.PassTerms(), has, current);
        var (unit, count) = Validity(validator, terms.Validity ?? new PassValidity());
        validator.Range($"{Field}.max_freeze_days", terms.MaxFreezeDays, terms.CustomersMayFreeze ? 1 : 0, terms.CustomersMayFreeze ? 365 : 0);
        return (
            new PassTerms(
                validator.Range($"{Field}.classes", terms.Classes, 1, 1000),
                unit,
                count,
                terms.Overlapping,
                terms.Shared,
                validator.Range($"{Field}.grace_days", terms.GraceDays, 0, 365),
                Start(validator, terms.Start),
                Counts(validator, "late_cancel", terms.LateCancel),
                validator.Range($"{Field}.late_cancel_hours", terms.LateCancelHours, 0, 168),
                Counts(validator, "no_show", terms.NoShow),
                terms.CustomersMayFreeze,
                terms.MaxFreezeDays,
                validator.TaxCode($"{Field}.tax_code", terms.TaxCode)),
            terms.ClassTypeId.Length == 0 ? null : validator.Id($"{Field}.class_type_id", terms.ClassTypeId));
    }

    private static Common.PassTerms Merged(Common.PassTerms wanted, Func<string, bool> has, PassTemplateValues? current)
    {
        var merged = current is null ? new Common.PassTerms() : PassTemplateWire.ToWire(current.Terms, current.ClassTypeId);
        merged.Validity ??= new PassValidity();
        foreach (var field in Common.PassTerms.Descriptor.Fields.InDeclarationOrder().Where(f => f.FieldType != FieldType.Message && has($"terms.{f.Name}")))
        {
            field.Accessor.SetValue(merged, field.Accessor.GetValue(wanted));
        }

        if (has("terms.validity.unit"))
        {
            merged.Validity.Unit = wanted.Validity?.Unit ?? default;
        }

        if (has("terms.validity.count"))
        {
            merged.Validity.Count = wanted.Validity?.Count ?? 0;
        }

        return merged;
    }

    private static (PassValidityUnit Unit, int Count) Validity(FieldValidator validator, PassValidity validity)
    {
        var (unit, maximum) = validity.Unit switch
        {
            Common.PassValidityUnit.Day => (PassValidityUnit.Day, 3650),
            Common.PassValidityUnit.Week => (PassValidityUnit.Week, 520),
            Common.PassValidityUnit.Month => (PassValidityUnit.Month, 120),
            _ => (PassValidityUnit.None, 0),
        };
        var known = Enum.IsDefined(validity.Unit);
        validator.Require(known, $"{Field}.validity.unit", "UNKNOWN", "must be none, day, week or month.");
        if (known)
        {
            validator.Range($"{Field}.validity.count", validity.Count, Math.Min(1, maximum), maximum);
        }

        return (unit, validity.Count);
    }

    private static PassStart Start(FieldValidator validator, Common.PassStart start)
    {
        validator.Require(Enum.IsDefined(start), $"{Field}.start", "UNKNOWN", "must be sale, chosen or first_visit.");
        return start switch
        {
            Common.PassStart.Chosen => PassStart.Chosen,
            Common.PassStart.FirstVisit => PassStart.FirstVisit,
            _ => PassStart.Sale,
        };
    }

    private static bool Counts(FieldValidator validator, string field, MissedClass missed)
    {
        validator.Require(Enum.IsDefined(missed), $"{Field}.{field}", "UNKNOWN", "must be counts or free.");
        return missed != MissedClass.Free;
    }
}
