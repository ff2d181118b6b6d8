using Contracts.Events;
using Notifications.Rendering;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

/// <summary>A dunning case that a template is previewed on, as the step of it would tell it; its link leads nowhere.</summary>
internal static class PreviewedDunning
{
    private const int MaximumInvoices = 100;
    private static readonly string[] FinalActions = ["close", "keep", "write_off"];

    /// <returns>Of no use where a check has failed.</returns>
    public static DunningStepDue Read(FieldValidator validator, Wire.MailedDunningCase real)
    {
        var name = validator.Text("dunning_case.customer_name", real.CustomerName, 200, required: false);
        var order = validator.Text("dunning_case.order_number", real.OrderNumber, 30, required: false);
        validator.Require(real.InvoiceNumbers.Count <= MaximumInvoices, "dunning_case.invoice_numbers", "TOO_MANY", $"has more than {MaximumInvoices} numbers.");
        foreach (var number in real.InvoiceNumbers)
        {
            validator.Text("dunning_case.invoice_numbers", number, 30);
        }

        var amount = real.AmountDue;
        validator.Require(amount is not null, "dunning_case.amount_due", "REQUIRED", "is required.");
        validator.Require(amount is null || (amount.IsWellFormed() && amount.FitsCurrency()), "dunning_case.amount_due", "NOT_AN_AMOUNT", "is no amount of its currency.");
        validator.Require(DunningValues.IsCause(real.Cause), "dunning_case.cause", "UNKNOWN_CAUSE", "is no cause of a failed payment.");
        validator.Require(FinalActions.Contains(real.FinalAction), "dunning_case.final_action", "UNKNOWN_ACTION", $"is none of {string.Join(", ", FinalActions)}.");
        validator.Require(real.Access.Length == 0 || DunningValues.IsAccess(real.Access), "dunning_case.access", "UNKNOWN_ACCESS", "is none of full, restricted, paused, ended.");
        var final = real.FinalDate?.ToDateOnly();
        var restrict = real.RestrictDate?.ToDateOnly();
        validator.Require(final is not null, "dunning_case.final_date", real.FinalDate is null ? "REQUIRED" : "NOT_A_DATE", real.FinalDate is null ? "is required." : "is no day.");
        validator.Require(real.RestrictDate is null || restrict is not null, "dunning_case.restrict_date", "NOT_A_DATE", "is no day.");
        var money = new EventMoney(amount?.CurrencyCode ?? "", amount?.ToDecimal() ?? 0);
        var plan = real.PlanName is null ? [] : new Dictionary<string, string>(real.PlanName.Values);
        var sample = MailSamples.Dunning(default);
        return sample with
        {
            Source = order.Length > 0 ? Subject.Subscription(Guid.Empty, order, plan) : null,
            Customer = sample.Customer with { Name = name },
            AmountDue = money,
            Cause = real.Cause,
            MethodMustChange = real.MethodMustChange,
            RestrictDate = restrict,
            FinalDate = final ?? default,
            FinalAction = real.FinalAction,
            Access = real.Access.Length > 0 ? real.Access : sample.Access,
            Invoices = [.. real.InvoiceNumbers.Select(number => new EventOpenInvoice(Guid.Empty, number, money, default))],
        };
    }
}
