using Contracts.Billing.V1;
using Contracts.Notifications.V1;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Components;
using Portal.Identity;
using Screens.Components;
using Screens.Components.Fields;
using Screens.Pages;
using Screens.Problems;
using Action = Contracts.Subscriptions.V1.Action;

namespace Portal.Orders;

/// <summary>One order as its customer sees it.</summary>
public partial class OrderPage(SubscriptionClient subscriptions, InvoiceClient billing, PassClient granted, TrailClient notes, CurrentCustomer customer) : ScreenPage
{
    const string CloseForm = "close-subscription";
    const string PauseForm = "pause-subscription";
    const string ReactivateForm = "reactivate-subscription";
    const string RenewForm = "renew-subscription";
    const string ChangeForm = "change-subscription";

    PortalSubscription? order;
    ListPortalSubscriptionActionsResponse actions = new();
    IReadOnlyList<PortalCloseReason> reasons = [];
    ListPortalInvoicesResponse? invoices;
    ListPortalPassesResponse? passes;
    ListPortalChatterEntriesResponse? trail;
    CloseSimulation? simulation;
    Problem? closeEffectProblem;
    Problem? changeEffectProblem;
    ReactivationPreview? reactivation;
    RenewalPreview? renewal;
    ChangePreview? changePreview;
    PortalPlanChoices? choices;
    string timeZone = "UTC";

    [Parameter]
    public string Id { get; set; } = "";

    string Path => $"/portal/subscriptions/{Id}";

    bool CloseOpen => Http.Request.Path.Value!.EndsWith("/close", StringComparison.Ordinal);

    bool PauseOpen => Http.Request.Path.Value!.EndsWith("/pause", StringComparison.Ordinal);

    bool ReactivateOpen => Http.Request.Path.Value!.EndsWith("/reactivate", StringComparison.Ordinal);

    bool RenewOpen => Http.Request.Path.Value!.EndsWith("/renew", StringComparison.Ordinal);

    bool ChangeOpen => Http.Request.Path.Value!.EndsWith("/change", StringComparison.Ordinal);

    bool HasChoices => choices is { QuantityChangeable: true } or { Plans.Count: > 0 };

    IReadOnlyList<(string Value, string Words)> Plans =>
        [.. (choices?.Plans ?? []).Select(plan => (plan.Id, $"{plan.Name} · {L.Money(plan.Price)} · {L.Interval(plan.BillingPeriod)}"))];

    CloseOffer Close => order is null ? default : CloseOffer.Of(order, actions.Actions.FirstOrDefault(each => each.Action == Action.Close), Person.IsPreview);

    /// <summary>What stands in the way of coming back, where the plan lets customers come back; null when nothing does, or it does not.</summary>
    string? ReactivationDenial =>
        actions.Actions.FirstOrDefault(each => each.Action == Action.Reactivate)
            is { ReasonCode: "PLAN_ARCHIVED" or "UNPAID_INVOICES" or "PERIOD_STARTED_TODAY" } state ? state.Explanation : null;

    protected override Task OnInitializedAsync() => Load();

    async Task Load()
    {
        // The parts come from three services; those that do not answer leave a gap, and the order stays usable.
        var moreInvoices = AskOptional(billing.ListInvoicesAsync(new() { SubscriptionId = Id, PageSize = 200 }, cancellationToken: RequestAborted));
        var moreTrail = AskOptional(notes.ListChatterEntriesAsync(new() { SubscriptionId = Id, PageSize = 200 }, cancellationToken: RequestAborted));
        var morePasses = AskOptional(granted.ListPassesAsync(new() { SubscriptionId = Id, PageSize = 50, Language = L.Language.Code }, cancellationToken: RequestAborted));
        await Ask(async () =>
        {
            var getActions = subscriptions.ListSubscriptionActionsAsync(new() { Id = Id, Language = L.Language.Code }, cancellationToken: RequestAborted);
            var getReasons = subscriptions.ListCloseReasonsAsync(new() { PageSize = 200, Language = L.Language.Code }, cancellationToken: RequestAborted);
            var loaded = await subscriptions.GetSubscriptionAsync(new() { Id = Id, Language = L.Language.Code }, cancellationToken: RequestAborted);
            actions = await getActions;
            reasons = (await getReasons).CloseReasons;
            order = loaded;
        });
        await LoadPreviews();
        invoices = await moreInvoices;
        passes = await morePasses;
        trail = await moreTrail;
        timeZone = (await customer.Get(RequestAborted))?.TimeZone ?? timeZone;
    }

    string? Why(Action action) =>
        actions.Actions.FirstOrDefault(each => each.Action == action) is { Allowed: false } state ? state.Explanation : null;

    Task UndoClose() => Act("undo-close", posted =>
        subscriptions.UndoCloseSubscriptionAsync(new() { Id = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "close-undone");

    Task Resume() => Act("resume", posted =>
        subscriptions.ResumeSubscriptionAsync(new() { Id = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "resumed");

    Task Reactivate() => Act(ReactivateForm, posted =>
        subscriptions.ReactivateSubscriptionAsync(new() { Id = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "reactivated");

    Task Renew() => Act(RenewForm, posted =>
        subscriptions.RenewSubscriptionAsync(new() { Id = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "renewed");

    /// <summary>What the dialogs that are offered would do.</summary>
    Task LoadPreviews() => Task.WhenAll(
        Close.IsOffered ? Simulate(Posted(CloseForm)) : Task.CompletedTask,
        Offer(Action.Reactivate, async () =>
            reactivation = await AskOptional(subscriptions.PreviewReactivationAsync(new() { Id = Id }, cancellationToken: RequestAborted))),
        Offer(Action.Renew, async () =>
            renewal = await AskOptional(subscriptions.PreviewRenewalAsync(new() { Id = Id }, cancellationToken: RequestAborted))),
        Offer(Action.Change, async () =>
            choices = await AskOptional(subscriptions.GetPlanChoicesAsync(new() { Id = Id, Language = L.Language.Code }, cancellationToken: RequestAborted))));

    Task Offer(Action action, Func<Task> load) => MayDo(action) ? load() : Task.CompletedTask;

    bool MayDo(Action action) => actions.Actions.Any(each => each.Action == action && each.Allowed);

    Task CancelChange() => Act("cancel-change", posted =>
        subscriptions.CancelPendingChangeAsync(new() { Id = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "change-cancelled");

    Task ApplyCoupon() => Act(CouponForm.Form, posted =>
        subscriptions.ApplyCouponAsync(new() { Id = Id, Code = posted["code"], Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "coupon-applied");

    Task Change()
    {
        var posted = Posted(ChangeForm);
        var quantity = posted.OptionalNumber("quantity");
        if (posted.Ticked("simulate"))
        {
            var question = new PreviewPortalChangeRequest { Id = Id, PlanId = posted["plan_id"], Quantity = quantity };
            return TryChange(question);
        }

        var request = new ChangePortalSubscriptionRequest { Id = Id, PlanId = posted["plan_id"], Quantity = quantity, Etag = posted["etag"], RequestId = posted["request_id"] };
        return Act(ChangeForm, _ => subscriptions.ChangeSubscriptionAsync(request, cancellationToken: RequestAborted), "changed");
    }

    async Task TryChange(PreviewPortalChangeRequest question) =>
        changeEffectProblem = await Try(async () => changePreview = await subscriptions.PreviewChangeAsync(question, cancellationToken: RequestAborted));

    Task Pause()
    {
        var posted = Posted(PauseForm);
        if (!posted.TryOptionalDate("resume_date", out var resume))
        {
            FailField("resume_date", "Field_NOT_A_DATE");
            return Task.CompletedTask;
        }

        var request = new PausePortalSubscriptionRequest { Id = Id, ResumeDate = resume, Etag = posted["etag"], RequestId = posted["request_id"] };
        return Act(PauseForm, _ => subscriptions.PauseSubscriptionAsync(request, cancellationToken: RequestAborted), "paused");
    }

    Task Submit()
    {
        var posted = Posted(CloseForm);
        var request = new ClosePortalSubscriptionRequest
        {
            Id = Id,
            ReasonId = posted["reason"],
            Comment = posted["comment"],
            Etag = posted["etag"],
            RequestId = posted["request_id"],
        };
        if (posted.Ticked("simulate"))
        {
            // It was simulated as the form stands when the page was loaded.
            return Task.CompletedTask;
        }

        if (request.ReasonId.Length == 0)
        {
            FailField("reason", "Field_REQUIRED");
            return Task.CompletedTask;
        }

        if (!Guid.TryParse(request.ReasonId, out _))
        {
            Fail(Problem.OfField(L.Words, "reason", L["Portal_ReasonOfTheList"]));
            return Task.CompletedTask;
        }

        if (CloseTiming.Read(posted, out var timing) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return Task.CompletedTask;
        }

        (request.When, request.CloseDate) = timing;
        return Act(CloseForm, _ => subscriptions.CloseSubscriptionAsync(request, cancellationToken: RequestAborted), "closed");
    }

    /// <summary>What the close would do as its form stands, which before it is touched is now.</summary>
    async Task Simulate(Posted posted)
    {
        simulation = null;
        if (CloseTiming.Read(posted, out var timing) is not null)
        {
            closeEffectProblem = Problem.OfField(L.Words, "close_date", L["Effect_ChooseDate"]);
            return;
        }

        var question = new SimulatePortalCloseRequest { Id = Id, When = timing.When, CloseDate = timing.Date };
        closeEffectProblem = await Try(async () => simulation = await subscriptions.SimulateCloseAsync(question, cancellationToken: RequestAborted));
    }

    string? SayDone(string action) => OrderOutcome.Of(order!, timeZone).Say(action, L);

    /// <summary>Does one thing and shows the order anew, so that a reload of the page repeats nothing.</summary>
    /// <param name="done">What it was, for the banner that tells it.</param>
    Task Act<T>(string form, Func<Posted, Grpc.Core.AsyncUnaryCall<T>> call, string done) =>
        Act(async () => await call(Posted(form)), $"{Path}?done={done}", Load);
}
