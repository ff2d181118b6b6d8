using Contracts.Events;

namespace Subscriptions.Tests.Access;

/// <summary>What Billing and Notifications tell of one dunning case.</summary>
internal sealed class CaseEvents(Guid subscription, EventCustomer customer)
{
    private static readonly EventActor System = new("system", "system", "System");
    private static readonly EventMoney Due = new("EUR", 40);

    private readonly Dictionary<string, Guid> _notices = [];

    public Guid Id { get; } = Guid.CreateVersion7();

    private Subject Case => Subject.WithoutName(SubjectKinds.DunningCase, Id, "DUN/2026/00012");

    private Subject Order => Subject.Subscription(subscription, "S00042", new Dictionary<string, string> { ["en"] = "Pro" });

    public DunningStarted Started(DateTimeOffset at, string cause = "insufficient_funds") => new(Guid.CreateVersion7(), Id, System, at, Case, Order, customer, Due, cause);

    /// <param name="restrict">First day of the restriction that it promises.</param>
    /// <param name="final">Day of the final action that it promises.</param>
    public DunningStepDue Notice(DateTimeOffset at, DateOnly? restrict, DateOnly final, string template = "restriction_notice")
    {
        var notice = Step(at, "notice", template, restrict, final);
        _notices[template] = notice.EventId;
        return notice;
    }

    public DunningStepDue Restrict(DateTimeOffset at) => Step(at, "restrict", "", null, new DateOnly(2026, 12, 31));

    public DunningStepDue Mail(DateTimeOffset at, string template = "payment_failed_1") => Step(at, "mail", template, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1));

    /// <summary>The mail of the newest notice of that template that was made here.</summary>
    /// <param name="reported">When a report said that it arrived; null: its acceptance.</param>
    public NoticeDelivered Delivered(Guid mail, DateTimeOffset sent, string template = "restriction_notice", DateTimeOffset? reported = null, Guid? about = null) => new(
        Guid.CreateVersion7(), mail, System, reported ?? sent, Subject.WithoutName(SubjectKinds.DunningCase, about ?? Id), customer.Id, template, customer.Email, sent, Cause(template));

    public NoticeBounced Bounced(Guid mail, DateTimeOffset at, string template = "restriction_notice") => new(
        Guid.CreateVersion7(), mail, System, at, Subject.WithoutName(SubjectKinds.DunningCase, Id), customer.Id, template, customer.Email, true, "550 no such user", at, Cause(template));

    /// <param name="change">paused, resumed, extended or mail_bounced.</param>
    /// <param name="restrict">First day of a promised restriction, as it holds by then.</param>
    /// <param name="final">Day of the final action, as it holds by then.</param>
    public DunningCaseChanged Changed(DateTimeOffset at, string change, DateOnly? restrict = null, DateOnly? final = null) => new(Guid.CreateVersion7(), Id, System, at, Case, Order, customer, change, "", null, restrict, final);

    public DunningResolved Resolved(DateTimeOffset at, string resolution = "paid") =>
        new(Guid.CreateVersion7(), Id, System, at, Case, Order, customer, resolution, Due, "insufficient_funds", "");

    public DunningRecoveryLost RecoveryLost(DateTimeOffset at) => new(Guid.CreateVersion7(), Id, System, at, Case, Order, customer, "insufficient_funds");

    public DunningExhausted Exhausted(DateTimeOffset at, string action = "close") =>
        new(Guid.CreateVersion7(), Id, System, at, Case, Order, customer, Due, "insufficient_funds", action);

    private Guid Cause(string template) => _notices.TryGetValue(template, out var notice) ? notice : Guid.CreateVersion7();

    private DunningStepDue Step(DateTimeOffset at, string step, string template, DateOnly? restrict, DateOnly final) => new(
        Guid.CreateVersion7(), Id, System, at, Case, Order, customer, Due, step, template, "insufficient_funds", false, restrict, final, "close", "full", [], "", null);
}
