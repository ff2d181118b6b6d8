using Admin.Invoices;
using Contracts.Billing.V1;
using Contracts.Notifications.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Components;
using Screens.Components;
using Screens.Formatting;
using Screens.Identity;
using Screens.Pages;
using Screens.Problems;
using Action = Contracts.Subscriptions.V1.Action;

namespace Admin.Orders;

/// <summary>One quotation or order: what can be done with it, what it holds, its invoices and its chatter.</summary>
public partial class OrderPage(
    SubscriptionClient subscriptions,
    CloseReasonClient closeReasons,
    InvoiceClient billing,
    PassClient granted,
    ChatterClient notes,
    PlanClient catalogue,
    ISignInLinks links,
    TimeProvider clock) : ScreenPage
{
    const string CloseForm = "close-subscription";
    const string PauseForm = "pause-subscription";
    const string ReactivateForm = "reactivate-subscription";
    const string RenewForm = "renew-subscription";
    const string ChangeForm = "change-subscription";
    const string CouponForm = "apply-coupon";
    const string NoteForm = "post-note";

    Subscription? order;
    ListSubscriptionActionsResponse actions = new();
    IReadOnlyList<CloseReason> reasons = [];
    ListInvoicesResponse? invoices;
    ListCreditNotesResponse? creditNotes;
    ListPassesResponse? passes;
    ListChatterEntriesResponse? chatter;
    CloseSimulation? simulation;
    Problem? closeEffectProblem;
    Problem? changeEffectProblem;
    ClosingPolicy? closingPolicy;
    ReactivationPreview? reactivation;
    RenewalPreview? renewal;
    ChangePreview? changePreview;
    IReadOnlyList<(string Value, string Words)> plans = [];
    string? paying;

    [Parameter]
    public string Id { get; set; } = "";

    [Parameter]
    public string? InvoiceId { get; set; }

    string Path => $"/admin/subscriptions/{Id}";

    bool CloseOpen => Http.Request.Path.Value!.EndsWith("/close", StringComparison.Ordinal);

    bool PauseOpen => Http.Request.Path.Value!.EndsWith("/pause", StringComparison.Ordinal);

    bool ReactivateOpen => Http.Request.Path.Value!.EndsWith("/reactivate", StringComparison.Ordinal);

    bool RenewOpen => Http.Request.Path.Value!.EndsWith("/renew", StringComparison.Ordinal);

    bool ChangeOpen => Http.Request.Path.Value!.EndsWith("/change", StringComparison.Ordinal);

    bool CouponOpen => Http.Request.Path.Value!.EndsWith("/coupon", StringComparison.Ordinal);

    IEnumerable<Invoice> Payable => invoices?.Invoices.Where(invoice => invoice.State == InvoiceState.Open) ?? [];

    DateOnly Today => clock.Today(order!.TimeZone);

    string? NoteError => Posted(NoteForm).WasSent ? Problem?.Field("text") : null;

    protected override async Task OnInitializedAsync()
    {
        paying = InvoiceId;
        await Load();
    }

    async Task Load()
    {
        // The parts come from three services; those that do not answer leave a gap, and the order stays usable.
        var moreInvoices = AskOptional(billing.ListInvoicesAsync(new() { SubscriptionId = Id, PageSize = 200 }, cancellationToken: RequestAborted));
        var moreCreditNotes = AskOptional(billing.ListCreditNotesAsync(new() { SubscriptionId = Id, PageSize = 200 }, cancellationToken: RequestAborted));
        var moreChatter = AskOptional(notes.ListChatterEntriesAsync(new() { SubscriptionId = Id, PageSize = 200 }, cancellationToken: RequestAborted));
        var morePasses = AskOptional(granted.ListPassesAsync(new() { SubscriptionId = Id, States = { Enum.GetValues<PassState>().Where(state => state != PassState.Unspecified) }, PageSize = 50 }, cancellationToken: RequestAborted));
        await Ask(async () =>
        {
            var getActions = subscriptions.ListSubscriptionActionsAsync(new() { Id = Id, Language = L.Language.Code }, cancellationToken: RequestAborted);
            var getReasons = closeReasons.ListCloseReasonsAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted);
            var loaded = await subscriptions.GetSubscriptionAsync(new() { Id = Id }, cancellationToken: RequestAborted);
            actions = await getActions;
            reasons = CloseRequests.Offered((await getReasons).CloseReasons);
            order = loaded;
        });
        await LoadPreviews();
        invoices = await moreInvoices;
        creditNotes = await moreCreditNotes;
        passes = await morePasses;
        chatter = await moreChatter;
    }

    /// <summary>The service's words for why something cannot be done; null when it can.</summary>
    string? Why(Action action)
    {
        var state = actions.Actions.FirstOrDefault(each => each.Action == action);
        return state is null or { Allowed: true } ? null
            : state.Explanation.Length > 0 ? state.Explanation
            : L[$"Error_{state.ReasonCode}"];
    }

    Task Send() => Act("send", posted =>
        subscriptions.SendQuotationAsync(new() { Id = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "sent");

    Task Confirm() => Act("confirm", posted =>
        subscriptions.ConfirmSubscriptionAsync(new() { Id = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "confirmed");

    Task Cancel() => Act("cancel", posted =>
        subscriptions.CancelQuotationAsync(new() { Id = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "quotation-cancelled");

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
        Offer(Action.Close, async () =>
        {
            var simulate = Simulate(Posted(CloseForm));
            closingPolicy = (await AskOptional(catalogue.GetPlanAsync(new() { Id = order!.PlanId }, cancellationToken: RequestAborted)))?.Closing;
            await simulate;
        }),
        Offer(Action.Reactivate, async () =>
            reactivation = await AskOptional(subscriptions.PreviewReactivationAsync(new() { Id = Id }, cancellationToken: RequestAborted))),
        Offer(Action.Renew, async () =>
            renewal = await AskOptional(subscriptions.PreviewRenewalAsync(new() { Id = Id }, cancellationToken: RequestAborted))),
        Offer(Action.Change, async () =>
        {
            var offered = await AskOptional(catalogue.ListPlansAsync(new() { PageSize = 200 }, cancellationToken: RequestAborted));
            plans = [.. (offered?.Plans ?? []).Where(plan => plan.Price.CurrencyCode == order!.RecurringTotal.CurrencyCode && plan.Id != order.PlanId)
                .Select(plan => (plan.Id, $"{L.Text(plan.Name)} · {L.Money(plan.Price)} · {L.Interval(plan.BillingPeriod)}"))];
        }));

    Task Offer(Action action, Func<Task> load) => MayDo(action) ? load() : Task.CompletedTask;

    bool MayDo(Action action) => actions.Actions.Any(each => each.Action == action && each.Allowed);

    Task CancelChange() => Act("cancel-change", posted =>
        subscriptions.CancelPendingChangeAsync(new() { Id = Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "change-cancelled");

    Task ApplyCoupon() => Act(CouponForm, posted =>
        subscriptions.ApplyCouponAsync(new() { Id = Id, Code = posted["code"], Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "coupon-applied");

    Task RemoveCoupon(AppliedDiscount discount) => Act($"remove-coupon-{discount.Id}", posted =>
        subscriptions.RemoveCouponAsync(new() { Id = Id, DiscountId = discount.Id, Etag = posted["etag"], RequestId = posted["request_id"] }, cancellationToken: RequestAborted), "coupon-removed");

    Task Change()
    {
        var posted = Posted(ChangeForm);
        var quantity = posted.OptionalNumber("quantity");
        var when = posted["when"] switch
        {
            "now" => ChangeWhen.Now,
            "end_of_period" => ChangeWhen.EndOfPeriod,
            _ => ChangeWhen.Unspecified,
        };
        if (posted.Ticked("simulate"))
        {
            var question = new PreviewChangeRequest { Id = Id, PlanId = posted["plan_id"], Quantity = quantity, When = when };
            return TryChange(question);
        }

        var request = new ChangeSubscriptionRequest { Id = Id, PlanId = posted["plan_id"], Quantity = quantity, When = when, Etag = posted["etag"], RequestId = posted["request_id"] };
        return Act(ChangeForm, _ => subscriptions.ChangeSubscriptionAsync(request, cancellationToken: RequestAborted), "changed");
    }

    async Task TryChange(PreviewChangeRequest question) =>
        changeEffectProblem = await Try(async () => changePreview = await subscriptions.PreviewChangeAsync(question, cancellationToken: RequestAborted));

    Task Pause()
    {
        var posted = Posted(PauseForm);
        if (!posted.TryOptionalDate("resume_date", out var resume))
        {
            FailField("resume_date", "Field_NOT_A_DATE");
            return Task.CompletedTask;
        }

        var request = new PauseSubscriptionRequest { Id = Id, ResumeDate = resume, Etag = posted["etag"], RequestId = posted["request_id"] };
        return Act(PauseForm, _ => subscriptions.PauseSubscriptionAsync(request, cancellationToken: RequestAborted), "paused");
    }

    Task Close()
    {
        var posted = Posted(CloseForm);
        if (posted.Ticked("simulate"))
        {
            // It was simulated as the form stands when the page was loaded.
            return Task.CompletedTask;
        }

        if (CloseRequests.Read(posted, reasons, out var request) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return Task.CompletedTask;
        }

        request.Id = Id;
        return Act(CloseForm, _ => subscriptions.CloseSubscriptionAsync(request, cancellationToken: RequestAborted), "closed");
    }

    /// <summary>What the close would do as its form stands, which before it is touched is now and by the plan.</summary>
    async Task Simulate(Posted posted)
    {
        simulation = null;
        var request = new SimulateCloseRequest { Id = Id };
        if (CloseRequests.ReadTerms(posted, out var terms) is not null)
        {
            closeEffectProblem = Problem.OfField(L.Words, "close_date", L["Effect_ChooseDate"]);
            return;
        }

        (request.When, request.CloseDate, request.Credit, request.Settlement, request.IssueCreditAtOnce) = terms;
        closeEffectProblem = await Try(async () => simulation = await subscriptions.SimulateCloseAsync(request, cancellationToken: RequestAborted));
    }

    Task RegisterPayment(Invoice invoice)
    {
        var form = $"payment-{invoice.Id}";
        var posted = Posted(form);
        paying = invoice.Id;
        if (PaymentRequests.Read(posted, invoice, out var request) is { } wrong)
        {
            FailField(wrong.Field, wrong.Key);
            return Task.CompletedTask;
        }

        return Act(form, _ => billing.RegisterPaymentAsync(request, cancellationToken: RequestAborted), "payment-registered", $"&invoice={invoice.Id}");
    }

    Task RetryPayment(Invoice invoice) => Act(
        $"retry-{invoice.Id}",
        posted => billing.RetryPaymentAsync(new() { InvoiceId = invoice.Id, RequestId = posted["request_id"] }, cancellationToken: RequestAborted),
        "payment-retried",
        $"&invoice={invoice.Id}",
        () => PaymentWait.UntilSettled(async () => await AskOptional(billing.GetInvoiceAsync(new() { Id = invoice.Id }, cancellationToken: RequestAborted)), RequestAborted));

    /// <summary>The invoice that the last action was about.</summary>
    Invoice? Reported => Http.Request.Query["invoice"].ToString() is { Length: > 0 } id ? invoices?.Invoices.FirstOrDefault(invoice => invoice.Id == id) : null;

    string? SayDone(string action) => action == "payment-registered" ? PaymentRequests.SayRegistered(Reported, L) : OrderOutcome.Of(order!).Say(action, L);

    Task PostNote()
    {
        var text = Posted(NoteForm)["text"];
        if (text.Length == 0)
        {
            FailField("text", "Field_REQUIRED");
            return Task.CompletedTask;
        }

        return Act(NoteForm, posted => notes.PostNoteAsync(
            new()
            {
                SubscriptionId = Id,
                Text = text,
                VisibleToCustomer = posted.Ticked("visible_to_customer"),
                RequestId = posted["request_id"],
            },
            cancellationToken: RequestAborted), "note-posted", "#chatter");
    }

    async Task Preview()
    {
        if (await Ask(() => links.OpenPreviewAsync(order!.CustomerId, RequestAborted)))
        {
            Navigation.NavigateTo($"/portal/subscriptions/{Id}");
        }
    }

    /// <summary>Does one thing and shows the order anew, so that a reload of the page repeats nothing.</summary>
    /// <param name="done">What it was, for the banner that tells it.</param>
    /// <param name="more">The rest of the address.</param>
    /// <param name="settle">Waits a little for what comes of it.</param>
    Task Act<T>(string form, Func<Posted, Grpc.Core.AsyncUnaryCall<T>> call, string done, string more = "", Func<Task>? settle = null) => Act(
        async () => await call(Posted(form)),
        async () =>
        {
            await Task.WhenAll(AwaitChatter(), settle?.Invoke() ?? Task.CompletedTask);
            await GoTo($"{Path}?done={done}{more}");
        },
        Load);

    /// <summary>The chatter follows by event, a moment later; a short wait shows people what they just did.</summary>
    async Task AwaitChatter()
    {
        var before = chatter?.Entries.FirstOrDefault()?.Id;
        for (var i = 0; i < 10; i++)
        {
            var now = await AskOptional(notes.ListChatterEntriesAsync(new() { SubscriptionId = Id, PageSize = 1 }, cancellationToken: RequestAborted));
            if (now is null || now.Entries.FirstOrDefault()?.Id != before)
            {
                return;
            }

            await Task.Delay(100, RequestAborted);
        }
    }
}
