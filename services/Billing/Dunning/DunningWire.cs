using Billing.Customers;
using Billing.Dunning.Campaigns;
using Billing.Dunning.Cases;
using Billing.Invoices;
using Billing.Payments.Charging;
using Billing.Payments.Methods;
using Billing.Payments.Providers;
using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning;

/// <summary>Between dunning and the contract.</summary>
internal static class DunningWire
{
    /// <summary>A failure's cause has the name that events about payments give it; the others are a case's own.</summary>
    private static readonly Dictionary<DunningCause, string> CauseNames = System.Enum.GetValues<DunningCause>().ToDictionary(cause => cause, cause => cause switch
    {
        DunningCause.NotPaid => "not_paid",
        DunningCause.ConfirmationRequired => "confirmation_required",
        DunningCause.Returned => "returned",
        _ => AttemptWire.EventName(System.Enum.Parse<FailureCause>(cause.ToString())),
    });

    private static readonly Dictionary<string, DunningCause> CausesByName = CauseNames.ToDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal);

    public static Wire.DunningCampaign ToWire(this DunningCampaign campaign) => new()
    {
        Id = campaign.Id.ToString(),
        Name = campaign.Name,
        PlanId = campaign.PlanId?.ToString() ?? "",
        Schedule = campaign.Schedule.ToWire(),
        ScheduleVersion = campaign.ScheduleVersion,
        UpdateTime = Timestamp.FromDateTimeOffset(campaign.UpdatedAt),
        Etag = campaign.Etag,
    };

    public static Wire.DunningSchedule ToWire(this DunningSchedule schedule) => new()
    {
        Steps = { schedule.Steps.Select(ToWire) },
        FinalAction = schedule.FinalAction.ToWire(),
        FinalDay = schedule.FinalDay,
        LearnsRetryTimes = schedule.LearnsRetryTimes,
        Thresholds = { schedule.Thresholds.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => Money.From(t.Value, t.Key)) },
    };

    public static Wire.DunningStep ToWire(this DunningStep step) => new() { Day = step.Day, Kind = step.Kind.ToWire(), Template = step.Template };

    /// <param name="invoices">All that name the case.</param>
    public static Wire.DunningCase ToWire(this DunningCase wanted, IReadOnlyList<Invoice> invoices) => new()
    {
        Id = wanted.Id.ToString(),
        Number = wanted.Number,
        CustomerId = wanted.CustomerId.ToString(),
        CustomerName = wanted.CustomerName,
        CustomerEmail = wanted.CustomerEmail,
        Source = wanted.Source is { } source ? Subject.From(source) : null,
        State = wanted.State.ToWire(),
        Cause = wanted.Cause.ToWire(),
        MethodMustChange = wanted.MethodMustChange,
        AmountDue = Money.From(DunningCase.AmountDue(invoices), wanted.Currency),
        AmountRecovered = Money.From(wanted.AmountRecovered, wanted.Currency),
        Invoices = { Open(invoices) },
        StartDate = Date.From(wanted.StartDate),
        CampaignId = wanted.CampaignId.ToString(),
        ScheduleVersion = wanted.ScheduleVersion,
        Schedule = wanted.Schedule.ToWire(),
        StepsDone = wanted.StepsDone,
        NextStepTime = ToWire(wanted.NextStepAt),
        Attention = wanted.Attention switch
        {
            DunningAttention.MailBounced => Wire.DunningAttention.MailBounced,
            DunningAttention.NoNotice => Wire.DunningAttention.NoNotice,
            _ => Wire.DunningAttention.Unspecified,
        },
        RetryDate = ToWire(wanted.RetryDate),
        Banner = wanted.Banner,
        RestrictDate = ToWire(wanted.PromisedRestriction),
        RestrictTime = ToWire(wanted.RestrictedAt),
        EndTime = ToWire(wanted.EndedAt),
        CreateTime = Timestamp.FromDateTimeOffset(wanted.CreatedAt),
        Etag = wanted.Etag,
        Entries = { wanted.Entries.OrderBy(e => e.Number).Select(ToWire) },
    };

    /// <summary>What its customer sees of it.</summary>
    /// <param name="method">What it is charged to; null without one.</param>
    public static Wire.DunningStatus ToStatus(this DunningCase wanted, IReadOnlyList<Invoice> invoices, SavedPaymentMethod? method)
    {
        var unconfirmed = invoices.Where(i => i is { State: InvoiceState.Open, ConfirmBy: not null }).MinBy(i => i.CreatedAt);
        var due = DunningCase.AmountDue(invoices);
        return new Wire.DunningStatus
        {
            CaseId = wanted.Id.ToString(),
            Source = wanted.Source is { } source ? Subject.From(source) : null,
            State = wanted.State.ToWire(),
            Cause = wanted.Cause.ToWire(),
            MethodMustChange = wanted.MethodMustChange,
            CanRetry = !wanted.IsOver && due > 0 && invoices.All(i => i is not { State: InvoiceState.Open, PendingAttemptId: not null }) && method is { RefusedFor: null },
            AmountDue = Money.From(due, wanted.Currency),
            Invoices = { Open(invoices) },
            RestrictDate = ToWire(wanted.PromisedRestriction),
            Restricted = wanted.Restricts,
            Banner = due > 0 && (wanted.Banner || wanted.State == DunningState.Exhausted),
            RetryDate = ToWire(wanted.RetryDate),
            Pending = invoices.Any(i => i is { State: InvoiceState.Open, IsBeingCharged: true }),
            ConfirmInvoiceId = unconfirmed?.Id.ToString() ?? "",
            ConfirmByTime = ToWire(unconfirmed?.ConfirmBy),
        };
    }

    public static Wire.DunningExemption ToExemption(this BilledCustomer customer) =>
        new() { CustomerId = customer.Id.ToString(), Exempt = customer.DunningExempt, Reason = customer.DunningExemptReason };

    public static Wire.DunningFinalAction ToWire(this DunningFinalAction action) => action switch
    {
        DunningFinalAction.Close => Wire.DunningFinalAction.Close,
        DunningFinalAction.Keep => Wire.DunningFinalAction.Keep,
        _ => Wire.DunningFinalAction.WriteOff,
    };

    public static DunningFinalAction? FinalActionOf(Wire.DunningFinalAction action) => action switch
    {
        Wire.DunningFinalAction.Close => DunningFinalAction.Close,
        Wire.DunningFinalAction.Keep => DunningFinalAction.Keep,
        Wire.DunningFinalAction.WriteOff => DunningFinalAction.WriteOff,
        _ => null,
    };

    public static DunningStepKind? StepKindOf(Wire.DunningStepKind kind) => kind switch
    {
        Wire.DunningStepKind.Mail => DunningStepKind.Mail,
        Wire.DunningStepKind.Retry => DunningStepKind.Retry,
        Wire.DunningStepKind.Banner => DunningStepKind.Banner,
        Wire.DunningStepKind.Notice => DunningStepKind.Notice,
        Wire.DunningStepKind.Restrict => DunningStepKind.Restrict,
        _ => null,
    };

    public static DunningState? StateOf(Wire.DunningState state) => state switch
    {
        Wire.DunningState.Active => DunningState.Active,
        Wire.DunningState.Paused => DunningState.Paused,
        Wire.DunningState.Recovered => DunningState.Recovered,
        Wire.DunningState.Resolved => DunningState.Resolved,
        Wire.DunningState.Exhausted => DunningState.Exhausted,
        _ => null,
    };

    public static DunningCause? CauseOf(Wire.DunningCause cause) => cause switch
    {
        Wire.DunningCause.ExpiredCard => DunningCause.ExpiredCard,
        Wire.DunningCause.WrongDetails => DunningCause.WrongDetails,
        Wire.DunningCause.InsufficientFunds => DunningCause.InsufficientFunds,
        Wire.DunningCause.LimitExceeded => DunningCause.LimitExceeded,
        Wire.DunningCause.Unknown => DunningCause.Unknown,
        Wire.DunningCause.NotPaid => DunningCause.NotPaid,
        Wire.DunningCause.ConfirmationRequired => DunningCause.ConfirmationRequired,
        Wire.DunningCause.NotConfirmed => DunningCause.NotConfirmed,
        Wire.DunningCause.Disputed => DunningCause.Disputed,
        Wire.DunningCause.Returned => DunningCause.Returned,
        _ => null,
    };

    /// <param name="cause">As events name it.</param>
    public static DunningCause CauseOf(string cause) => CausesByName.GetValueOrDefault(cause, DunningCause.Unknown);

    /// <summary>As events name it: expired_card.</summary>
    public static string EventName(DunningCause cause) => CauseNames[cause];

    public static string EventName(DunningStepKind kind) => kind switch
    {
        DunningStepKind.Mail => "mail",
        DunningStepKind.Retry => "retry",
        DunningStepKind.Banner => "banner",
        DunningStepKind.Notice => "notice",
        _ => "restrict",
    };

    public static string EventName(DunningFinalAction action) => action switch
    {
        DunningFinalAction.Close => "close",
        DunningFinalAction.Keep => "keep",
        _ => "write_off",
    };

    /// <summary>What one open invoice asks for.</summary>
    public static Wire.DunningInvoice ToDunningInvoice(this Invoice invoice) => new()
    {
        Id = invoice.Id.ToString(),
        Number = invoice.Number,
        AmountDue = Money.From(invoice.AmountDue, invoice.Currency),
        DueDate = Date.From(invoice.DueDate!.Value),
    };

    private static IEnumerable<Wire.DunningInvoice> Open(IEnumerable<Invoice> invoices) => invoices.Unpaid().Select(ToDunningInvoice);

    private static Wire.DunningEntry ToWire(DunningEntry entry) => new()
    {
        Kind = entry.Kind,
        Time = Timestamp.FromDateTimeOffset(entry.At),
        Template = entry.Template,
        Detail = entry.Detail,
        ActorName = entry.ActorName,
    };

    private static Wire.DunningStepKind ToWire(this DunningStepKind kind) => kind switch
    {
        DunningStepKind.Mail => Wire.DunningStepKind.Mail,
        DunningStepKind.Retry => Wire.DunningStepKind.Retry,
        DunningStepKind.Banner => Wire.DunningStepKind.Banner,
        DunningStepKind.Notice => Wire.DunningStepKind.Notice,
        _ => Wire.DunningStepKind.Restrict,
    };

    private static Wire.DunningState ToWire(this DunningState state) => state switch
    {
        DunningState.Active => Wire.DunningState.Active,
        DunningState.Paused => Wire.DunningState.Paused,
        DunningState.Recovered => Wire.DunningState.Recovered,
        DunningState.Resolved => Wire.DunningState.Resolved,
        _ => Wire.DunningState.Exhausted,
    };

    private static Wire.DunningCause ToWire(this DunningCause cause) => cause switch
    {
        DunningCause.ExpiredCard => Wire.DunningCause.ExpiredCard,
        DunningCause.WrongDetails => Wire.DunningCause.WrongDetails,
        DunningCause.InsufficientFunds => Wire.DunningCause.InsufficientFunds,
        DunningCause.LimitExceeded => Wire.DunningCause.LimitExceeded,
        DunningCause.NotPaid => Wire.DunningCause.NotPaid,
        DunningCause.ConfirmationRequired => Wire.DunningCause.ConfirmationRequired,
        DunningCause.NotConfirmed => Wire.DunningCause.NotConfirmed,
        DunningCause.Disputed => Wire.DunningCause.Disputed,
        DunningCause.Returned => Wire.DunningCause.Returned,
        _ => Wire.DunningCause.Unknown,
    };

    private static Date? ToWire(DateOnly? date) => date is { } day ? Date.From(day) : null;

    private static Timestamp? ToWire(DateTimeOffset? at) => at is { } instant ? Timestamp.FromDateTimeOffset(instant) : null;
}
