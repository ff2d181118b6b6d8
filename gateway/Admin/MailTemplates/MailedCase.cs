using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Notifications.V1;

namespace Admin.MailTemplates;

/// <summary>What a mail would tell of a dunning case as it stands now.</summary>
static class MailedCase
{
    static readonly string[] Kinds = ["payment_failed_1", "payment_failed_2", "payment_failed_3", "restriction_notice", "final_notice"];

    /// <summary>Mails of that kind are about a dunning case.</summary>
    public static bool IsTold(string kind) => Kinds.Contains(kind);

    public static MailedDunningCase Of(DunningCase of)
    {
        var start = of.StartDate.ToDateOnly()!.Value;
        var restrict = of.Schedule.Steps.FirstOrDefault(step => step.Kind == DunningStepKind.Restrict);
        var told = new MailedDunningCase
        {
            CustomerName = of.CustomerName,
            OrderNumber = of.Source?.Number ?? "",
            PlanName = of.Source?.Name,
            AmountDue = of.AmountDue,
            Cause = CauseOf(of.Cause),
            MethodMustChange = of.MethodMustChange,
            RestrictDate = of.RestrictDate ?? (restrict is null ? null : Date.From(start.AddDays(restrict.Day))),
            FinalDate = Date.From(start.AddDays(of.Schedule.FinalDay)),
            FinalAction = of.Schedule.FinalAction switch
            {
                DunningFinalAction.Close => "close",
                DunningFinalAction.WriteOff => "write_off",
                _ => "keep",
            },
        };
        told.InvoiceNumbers.Add(of.Invoices.Select(invoice => invoice.Number));
        return told;
    }

    static string CauseOf(DunningCause cause) => cause switch
    {
        DunningCause.ExpiredCard => "expired_card",
        DunningCause.WrongDetails => "wrong_details",
        DunningCause.InsufficientFunds => "insufficient_funds",
        DunningCause.LimitExceeded => "limit_exceeded",
        DunningCause.NotPaid => "not_paid",
        _ => "unknown",
    };
}
