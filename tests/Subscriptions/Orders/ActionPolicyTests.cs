using Contracts.Common.V1;
using Contracts.Plans.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Enum = System.Enum;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Orders;

/// <summary>
/// Explained buttons: whatever ListSubscriptionActions says of an action, in any state, for any caller and with any switch, is what it should
/// say, and what the action itself then does, for the same reason.
/// </summary>
public sealed class ActionPolicyTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private const string Yes = "";

    public enum State
    {
        Draft,
        Sent,
        Cancelled,
        InProgress,
        OnTrial,
        TermRuns,
        RenewsByItself,
        ToRenew,
        Paused,
        PausedByCustomer,
        ChangePending,
        ChangePendingByCustomer,
        Discounted,
        ScheduledByStaff,
        ScheduledByCustomer,
        Churned,
        ChurnedByCustomer,
        ChurnedAfterDays,
        ChurnedLongAgo,
        CreditGiven,
    }

    /// <summary>What staff may do with an order that is no quotation any more hangs on the columns of <see cref="Running"/>; this is of the other four.</summary>
    private static readonly Wire.Action[] OfQuotations = [Wire.Action.Edit, Wire.Action.Send, Wire.Action.Confirm, Wire.Action.Cancel];

    private static readonly Wire.Action[] CustomerActions =
        [Wire.Action.Close, Wire.Action.UndoClose, Wire.Action.Pause, Wire.Action.Resume, Wire.Action.Reactivate, Wire.Action.Renew,
            Wire.Action.Change, Wire.Action.CancelPendingChange, Wire.Action.ApplyCoupon];

    private static readonly Wire.Action[] Running = [.. CustomerActions, Wire.Action.RemoveCoupon];

    /// <summary>
    /// What staff may do, or why not: written by hand from domain.md (A1, Undo, Pausing, Changes, Reactivation, Trial, Fixed term, Discounts), since the
    /// service shows and decides by one policy, and would be wrong in both alike.
    /// </summary>
    private static readonly Dictionary<State, string[]> OfStaff = new()
    {
        //                                 Close                      Undo                  Pause                      Resume        Reactivate              Renew               Change                     CancelPendingChange  ApplyCoupon                RemoveCoupon
        [State.Draft] =                   ["NOT_CONFIRMED",           "NO_CLOSE_SCHEDULED", "NOT_CONFIRMED",           "NOT_PAUSED", "NOT_CLOSED",           "NO_TERM",          "NOT_CONFIRMED",           "NO_PENDING_CHANGE", Yes,                       "NO_DISCOUNT"],
        [State.Sent] =                    ["NOT_CONFIRMED",           "NO_CLOSE_SCHEDULED", "NOT_CONFIRMED",           "NOT_PAUSED", "NOT_CLOSED",           "NO_TERM",          "NOT_CONFIRMED",           "NO_PENDING_CHANGE", Yes,                       "NO_DISCOUNT"],
        [State.Cancelled] =               ["QUOTATION_CANCELLED",     "NO_CLOSE_SCHEDULED", "QUOTATION_CANCELLED",     "NOT_PAUSED", "NOT_CLOSED",           "NO_TERM",          "QUOTATION_CANCELLED",     "NO_PENDING_CHANGE", "QUOTATION_CANCELLED",     "QUOTATION_CANCELLED"],
        [State.InProgress] =              [Yes,                       "NO_CLOSE_SCHEDULED", Yes,                       "NOT_PAUSED", "NOT_CLOSED",           "NO_TERM",          Yes,                       "NO_PENDING_CHANGE", Yes,                       "NO_DISCOUNT"],
        [State.OnTrial] =                 [Yes,                       "NO_CLOSE_SCHEDULED", "NOT_STARTED",             "NOT_PAUSED", "NOT_CLOSED",           "NO_TERM",          Yes,                       "NO_PENDING_CHANGE", Yes,                       "NO_DISCOUNT"],
        [State.TermRuns] =                [Yes,                       "NO_CLOSE_SCHEDULED", Yes,                       "NOT_PAUSED", "NOT_CLOSED",           "NOT_TO_RENEW",     Yes,                       "NO_PENDING_CHANGE", Yes,                       "NO_DISCOUNT"],
        [State.RenewsByItself] =          [Yes,                       "NO_CLOSE_SCHEDULED", Yes,                       "NOT_PAUSED", "NOT_CLOSED",           "RENEWS_BY_ITSELF", Yes,                       "NO_PENDING_CHANGE", Yes,                       "NO_DISCOUNT"],
        [State.ToRenew] =                 [Yes,                       "NO_CLOSE_SCHEDULED", Yes,                       "NOT_PAUSED", "NOT_CLOSED",           Yes,                Yes,                       "NO_PENDING_CHANGE", Yes,                       "NO_DISCOUNT"],
        [State.Paused] =                  [Yes,                       "NO_CLOSE_SCHEDULED", "ALREADY_PAUSED",          Yes,          "NOT_CLOSED",           "NO_TERM",          "ORDER_PAUSED",            "NO_PENDING_CHANGE", Yes,                       "NO_DISCOUNT"],
        [State.PausedByCustomer] =        [Yes,                       "NO_CLOSE_SCHEDULED", "ALREADY_PAUSED",          Yes,          "NOT_CLOSED",           "NO_TERM",          "ORDER_PAUSED",            "NO_PENDING_CHANGE", Yes,                       "NO_DISCOUNT"],
        [State.ChangePending] =           [Yes,                       "NO_CLOSE_SCHEDULED", Yes,                       "NOT_PAUSED", "NOT_CLOSED",           "NO_TERM",          Yes,                       Yes,                 Yes,                       "NO_DISCOUNT"],
        [State.ChangePendingByCustomer] = [Yes,                       "NO_CLOSE_SCHEDULED", Yes,                       "NOT_PAUSED", "NOT_CLOSED",           "NO_TERM",          Yes,                       Yes,                 Yes,                       "NO_DISCOUNT"],
        [State.Discounted] =              [Yes,                       "NO_CLOSE_SCHEDULED", Yes,                       "NOT_PAUSED", "NOT_CLOSED",           "NO_TERM",          Yes,                       "NO_PENDING_CHANGE", Yes,                       Yes],
        [State.ScheduledByStaff] =        ["CLOSE_ALREADY_SCHEDULED", Yes,                  "CLOSE_ALREADY_SCHEDULED", "NOT_PAUSED", "NOT_CLOSED",           "NO_TERM",          "CLOSE_ALREADY_SCHEDULED", "NO_PENDING_CHANGE", "CLOSE_ALREADY_SCHEDULED", "NO_DISCOUNT"],
        [State.ScheduledByCustomer] =     ["CLOSE_ALREADY_SCHEDULED", Yes,                  "CLOSE_ALREADY_SCHEDULED", "NOT_PAUSED", "NOT_CLOSED",           "NO_TERM",          "CLOSE_ALREADY_SCHEDULED", "NO_PENDING_CHANGE", "CLOSE_ALREADY_SCHEDULED", "NO_DISCOUNT"],
        [State.Churned] =                 ["ALREADY_CLOSED",          Yes,                  "ALREADY_CLOSED",          "NOT_PAUSED", "PERIOD_STARTED_TODAY", "ALREADY_CLOSED",   "ALREADY_CLOSED",          "NO_PENDING_CHANGE", "ALREADY_CLOSED",          "ALREADY_CLOSED"],
        [State.ChurnedByCustomer] =       ["ALREADY_CLOSED",          Yes,                  "ALREADY_CLOSED",          "NOT_PAUSED", "PERIOD_STARTED_TODAY", "ALREADY_CLOSED",   "ALREADY_CLOSED",          "NO_PENDING_CHANGE", "ALREADY_CLOSED",          "ALREADY_CLOSED"],
        [State.ChurnedAfterDays] =        ["ALREADY_CLOSED",          Yes,                  "ALREADY_CLOSED",          "NOT_PAUSED", Yes,                    "ALREADY_CLOSED",   "ALREADY_CLOSED",          "NO_PENDING_CHANGE", "ALREADY_CLOSED",          "ALREADY_CLOSED"],
        [State.ChurnedLongAgo] =          ["ALREADY_CLOSED",          "UNDO_TIME_OVER",     "ALREADY_CLOSED",          "NOT_PAUSED", Yes,                    "ALREADY_CLOSED",   "ALREADY_CLOSED",          "NO_PENDING_CHANGE", "ALREADY_CLOSED",          "ALREADY_CLOSED"],
        [State.CreditGiven] =             ["ALREADY_CLOSED",          "CREDIT_GIVEN",       "ALREADY_CLOSED",          "NOT_PAUSED", Yes,                    "ALREADY_CLOSED",   "ALREADY_CLOSED",          "NO_PENDING_CHANGE", "ALREADY_CLOSED",          "ALREADY_CLOSED"],
    };

    /// <summary>
    /// What customers may do where business and plan let them do everything: what staff may, except what staff alone decided. Of a draft and of a cancelled
    /// quotation they know nothing.
    /// </summary>
    private static readonly Dictionary<(State, Wire.Action), string> OnlyForCustomers = new()
    {
        [(State.Paused, Wire.Action.Resume)] = "PAUSED_BY_STAFF",
        [(State.ChangePending, Wire.Action.CancelPendingChange)] = "CHANGE_BY_STAFF",
        [(State.ScheduledByStaff, Wire.Action.UndoClose)] = "SCHEDULED_BY_STAFF",
        [(State.Churned, Wire.Action.UndoClose)] = "SCHEDULED_BY_STAFF",
        [(State.ChurnedAfterDays, Wire.Action.UndoClose)] = "SCHEDULED_BY_STAFF",
    };

    /// <summary>Why not, where it would be possible but for the switch of the plan. No switch is about coupons.</summary>
    private static readonly Dictionary<Wire.Action, string> SwitchedOff = new()
    {
        [Wire.Action.Close] = "PLAN_NOT_CLOSABLE",
        [Wire.Action.UndoClose] = "PLAN_NOT_CLOSABLE",
        [Wire.Action.Pause] = "PLAN_NOT_PAUSABLE",
        [Wire.Action.Resume] = "PLAN_NOT_PAUSABLE",
        [Wire.Action.Reactivate] = "PLAN_NOT_REACTIVATABLE",
        [Wire.Action.Renew] = "PLAN_NOT_RENEWABLE",
        [Wire.Action.Change] = "PLAN_NOT_CHANGEABLE",
        [Wire.Action.CancelPendingChange] = "PLAN_NOT_CHANGEABLE",
        [Wire.Action.ApplyCoupon] = Yes,
    };

    private string _coupon = "";

    public static TheoryData<State> States => [.. Enum.GetValues<State>()];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Staff_are_told_what_the_table_says_and_that_is_what_happens(State state)
    {
        _coupon = (await service.Coupon()).Code;
        var plan = await service.Plan();
        await Switch(plan, true, true);
        var ofQuotation = state is State.Draft or State.Sent ? Yes : "NOT_A_QUOTATION";
        var expected = OfQuotations.Select(action => (action, ofQuotation)).Concat(Running.Zip(OfStaff[state])).OrderBy(e => e.Item1).ToList();

        var order = await OrderIn(state, plan);
        Facts((await service.Orders.ListSubscriptionActionsAsync(new Wire.ListSubscriptionActionsRequest { Id = order.Id })).Actions).ShouldBe(expected);
        await Happens(expected, order, () => OrderIn(state, plan), AsStaff, state);
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Customers_are_told_what_the_table_says_and_that_is_what_happens(State state)
    {
        var plan = await service.Plan();
        await Switch(plan, true, true);
        var reason = await service.Reason();
        if (state is State.Draft or State.Cancelled)
        {
            var hidden = await OrderIn(state, plan);
            (await Refused.By(service.Portal(hidden.CustomerId).ListSubscriptionActionsAsync(new Wire.ListPortalSubscriptionActionsRequest { Id = hidden.Id }))).Status.ShouldBe(StatusCode.NotFound);
            (await Refused.By(AsCustomer(Wire.Action.Close, hidden, reason))).Status.ShouldBe(StatusCode.NotFound);
            return;
        }

        _coupon = (await service.Coupon()).Code;
        foreach (var (enabled, closable) in ((bool, bool)[])[(true, true), (true, false), (false, true), (false, false)])
        {
            var expected = CustomerActions.Zip(OfStaff[state]).Select(e => (e.First, OnlyForCustomers.GetValueOrDefault((state, e.First), e.Second) switch
            {
                // That it is too early is said of what a later day would allow.
                Yes or "PERIOD_STARTED_TODAY" when !enabled => "SELF_SERVICE_DISABLED",
                Yes or "PERIOD_STARTED_TODAY" when !closable => SwitchedOff[e.First],
                var verdict => verdict,
            })).ToList();

            var order = await InSwitched();
            var reported = (await service.Portal(order.CustomerId).ListSubscriptionActionsAsync(new Wire.ListPortalSubscriptionActionsRequest { Id = order.Id })).Actions;
            Facts(reported).ShouldBe(expected, $"{state}, self-service {enabled}, switches {closable}");
            await Happens(expected, order, InSwitched, (action, o) => AsCustomer(action, o, reason), state);
            await Switch(plan, true, true);

            async Task<Wire.Subscription> InSwitched()
            {
                await Switch(plan, true, true);
                var made = await OrderIn(state, plan);
                await Switch(plan, closable, enabled);
                return made;
            }
        }
    }

    /// <summary>Tries every action: one that is refused changes nothing, one that is done has an order of its own.</summary>
    private async Task Happens<T>(
        List<(Wire.Action Action, string Reason)> expected, Wire.Subscription order, Func<Task<Wire.Subscription>> another, Func<Wire.Action, Wire.Subscription, AsyncUnaryCall<T>> call, State state)
    {
        foreach (var (action, reason) in expected.Where(e => e.Reason != Yes))
        {
            (await Try(() => call(action, order))).ShouldBe(reason, $"{action} in {state}");
        }

        (await service.Read(order)).ShouldBe(order, $"refusals in {state}");
        var fresh = true;
        // What a coupon is refused for is told of its code: where an order is discounted another one is for the same periods.
        foreach (var (action, _) in expected.Where(e => e.Reason == Yes && (state != State.Discounted || e.Action != Wire.Action.ApplyCoupon)))
        {
            var on = fresh ? order : await another();
            (await Try(() => call(action, on))).ShouldBe(Yes, $"{action} in {state}");
            fresh = false;
        }
    }

    [Fact]
    public async Task Explanations_come_in_the_language_asked_for_and_to_customers_in_their_own()
    {
        var customer = await service.Customer(language: "fa");
        var order = await service.Orders.SendQuotationAsync(new Wire.SendQuotationRequest { Id = (await service.Quotation(customer)).Id });

        var staff = await service.Orders.ListSubscriptionActionsAsync(new Wire.ListSubscriptionActionsRequest { Id = order.Id, Language = "vi" });
        var portal = await service.Portal(customer).ListSubscriptionActionsAsync(new Wire.ListPortalSubscriptionActionsRequest { Id = order.Id });

        staff.Actions.Single(a => a.Action == Wire.Action.Close).Explanation.ShouldBe(DenialMessages.Explain("NOT_CONFIRMED", "vi"));
        portal.Actions.Single(a => a.Action == Wire.Action.Close).Explanation.ShouldBe(DenialMessages.Explain("NOT_CONFIRMED", "fa"));
    }

    /// <summary>What is shown, which is explained in words where it is not possible.</summary>
    private static List<(Wire.Action Action, string Reason)> Facts(IEnumerable<Wire.ActionState> reported) => [.. reported.Select(action =>
    {
        action.Allowed.ShouldBe(action.ReasonCode.Length == 0);
        action.Allowed.ShouldBe(action.Explanation.Length == 0);
        return (action.Action, action.ReasonCode);
    })];

    /// <summary>Reason of the refusal; empty when it was done.</summary>
    private static async Task<string> Try<T>(Func<AsyncUnaryCall<T>> call)
    {
        try
        {
            await call().ResponseAsync;
            return "";
        }
        catch (RpcException e)
        {
            var refused = Refused.From(e);
            refused.Status.ShouldBe(StatusCode.FailedPrecondition);
            return refused.Reason;
        }
    }

    private AsyncUnaryCall<Wire.Subscription> AsStaff(Wire.Action action, Wire.Subscription order) => action switch
    {
        Wire.Action.Edit => service.Orders.UpdateSubscriptionAsync(new Wire.UpdateSubscriptionRequest { Subscription = order, UpdateMask = new FieldMask { Paths = { "start_date" } } }),
        Wire.Action.Send => service.Orders.SendQuotationAsync(new Wire.SendQuotationRequest { Id = order.Id }),
        Wire.Action.Confirm => service.Orders.ConfirmSubscriptionAsync(new Wire.ConfirmSubscriptionRequest { Id = order.Id }),
        Wire.Action.Cancel => service.Orders.CancelQuotationAsync(new Wire.CancelQuotationRequest { Id = order.Id }),
        Wire.Action.Close => service.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved" }),
        Wire.Action.Pause => service.Orders.PauseSubscriptionAsync(new Wire.PauseSubscriptionRequest { Id = order.Id }),
        Wire.Action.Resume => service.Orders.ResumeSubscriptionAsync(new Wire.ResumeSubscriptionRequest { Id = order.Id }),
        Wire.Action.Reactivate => service.Orders.ReactivateSubscriptionAsync(new Wire.ReactivateSubscriptionRequest { Id = order.Id }),
        Wire.Action.Renew => service.Orders.RenewSubscriptionAsync(new Wire.RenewSubscriptionRequest { Id = order.Id }),
        Wire.Action.Change => service.Orders.ChangeSubscriptionAsync(new Wire.ChangeSubscriptionRequest { Id = order.Id, Quantity = 2 }),
        Wire.Action.CancelPendingChange => service.Orders.CancelPendingChangeAsync(new Wire.CancelPendingChangeRequest { Id = order.Id }),
        Wire.Action.ApplyCoupon => service.Orders.ApplyCouponAsync(new Wire.ApplyCouponRequest { Id = order.Id, Code = _coupon }),
        Wire.Action.RemoveCoupon => service.Orders.RemoveCouponAsync(
            new Wire.RemoveCouponRequest { Id = order.Id, DiscountId = order.Discounts.FirstOrDefault()?.Id ?? Guid.CreateVersion7().ToString() }),
        _ => service.Orders.UndoCloseSubscriptionAsync(new Wire.UndoCloseSubscriptionRequest { Id = order.Id }),
    };

    /// <param name="reason">Of a close.</param>
    private AsyncUnaryCall<Wire.PortalSubscription> AsCustomer(Wire.Action action, Wire.Subscription order, Wire.CloseReason? reason)
    {
        var portal = service.Portal(order.CustomerId);
        return action switch
        {
            Wire.Action.Close => portal.CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = reason!.Id }),
            Wire.Action.Pause => portal.PauseSubscriptionAsync(new Wire.PausePortalSubscriptionRequest { Id = order.Id }),
            Wire.Action.Resume => portal.ResumeSubscriptionAsync(new Wire.ResumePortalSubscriptionRequest { Id = order.Id }),
            Wire.Action.Reactivate => portal.ReactivateSubscriptionAsync(new Wire.ReactivatePortalSubscriptionRequest { Id = order.Id }),
            Wire.Action.Renew => portal.RenewSubscriptionAsync(new Wire.RenewPortalSubscriptionRequest { Id = order.Id }),
            Wire.Action.Change => portal.ChangeSubscriptionAsync(new Wire.ChangePortalSubscriptionRequest { Id = order.Id, Quantity = 2 }),
            Wire.Action.CancelPendingChange => portal.CancelPendingChangeAsync(new Wire.CancelPortalPendingChangeRequest { Id = order.Id }),
            Wire.Action.ApplyCoupon => portal.ApplyCouponAsync(new Wire.ApplyPortalCouponRequest { Id = order.Id, Code = _coupon }),
            _ => portal.UndoCloseSubscriptionAsync(new Wire.UndoClosePortalSubscriptionRequest { Id = order.Id }),
        };
    }

    /// <param name="plan">With all its switches on.</param>
    private async Task<Wire.Subscription> OrderIn(State state, Plan plan)
    {
        var order = await service.Quotation(
            plan: plan,
            start: state is State.ChurnedAfterDays or State.CreditGiven ? Date.From(DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(-10)) : null,
            terms: state switch
            {
                State.OnTrial => new BillingTerms { TrialDays = 14 },
                State.TermRuns => new BillingTerms { TermPeriods = 12, RenewNoticeDays = 14 },
                State.RenewsByItself => new BillingTerms { TermPeriods = 12, RenewsByItself = true, RenewNoticeDays = 14 },
                // A notice as long as the term: it is To Renew from its first day on.
                State.ToRenew => new BillingTerms { TermPeriods = 1, RenewNoticeDays = 365 },
                _ => new BillingTerms { RenewNoticeDays = 365 },
            });
        switch (state)
        {
            case State.Draft:
                return order;
            case State.Sent:
                return await service.Orders.SendQuotationAsync(new Wire.SendQuotationRequest { Id = order.Id });
            case State.Cancelled:
                return await service.Orders.CancelQuotationAsync(new Wire.CancelQuotationRequest { Id = order.Id });
        }

        order = await service.Orders.ConfirmSubscriptionAsync(new Wire.ConfirmSubscriptionRequest { Id = order.Id });
        switch (state)
        {
            case State.ToRenew:
                return await AfterDueWork(order, Wire.Stage.ToRenew);
            case State.Paused:
                return await AsStaff(Wire.Action.Pause, order);
            case State.PausedByCustomer:
                await AsCustomer(Wire.Action.Pause, order, null);
                break;
            case State.ChangePending:
                return await service.Orders.ChangeSubscriptionAsync(new Wire.ChangeSubscriptionRequest { Id = order.Id, Quantity = 3, When = Wire.ChangeWhen.EndOfPeriod });
            case State.ChangePendingByCustomer:
                // What lowers the price waits for the next period.
                await service.Orders.ChangeSubscriptionAsync(new Wire.ChangeSubscriptionRequest { Id = order.Id, Quantity = 3, When = Wire.ChangeWhen.Now });
                await AsCustomer(Wire.Action.Change, order, null);
                break;
            case State.Discounted:
                return await service.Orders.ApplyCouponAsync(new Wire.ApplyCouponRequest { Id = order.Id, Code = (await service.Coupon()).Code });
            case State.ScheduledByStaff:
                return await service.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", When = Wire.CloseWhen.EndOfPeriod });
            case State.ScheduledByCustomer:
                await service.Portal(order.CustomerId).CloseSubscriptionAsync(
                    new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = (await service.Reason()).Id, When = Wire.CloseWhen.EndOfPeriod });
                break;
            case State.Churned or State.ChurnedAfterDays:
                return await AsStaff(Wire.Action.Close, order);
            case State.ChurnedByCustomer:
                await AsCustomer(Wire.Action.Close, order, await service.Reason());
                break;
            case State.ChurnedLongAgo:
                await AsStaff(Wire.Action.Close, order);
                service.Clock.Advance(TimeSpan.FromHours(72));
                break;
            case State.CreditGiven:
                return await service.Orders.CloseSubscriptionAsync(
                    new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Full, IssueCreditAtOnce = true });
        }

        return await service.Read(order);
    }

    /// <summary>A stage that time leads to.</summary>
    private async Task<Wire.Subscription> AfterDueWork(Wire.Subscription order, Wire.Stage stage)
    {
        await Eventually.Async(
            async () =>
            {
                await service.Host.RunDueWork<SubscriptionsDb>();
                return (await service.Read(order)).Stage == stage;
            },
            $"the order to be {stage}");
        return await service.Read(order);
    }

    private async Task Switch(Plan plan, bool closable, bool enabled)
    {
        await service.Plans.UpdatePlanAsync(new UpdatePlanRequest
        {
            Plan = new Plan { Id = plan.Id, SelfService = new SelfService { Closable = closable, Pausable = closable, Reactivatable = closable, Renewable = closable, PlanChangeable = closable, QuantityChangeable = closable } },
            UpdateMask = new FieldMask { Paths = { "self_service" } },
        });
        await service.Configuration.UpdateConfigurationAsync(new Wire.UpdateConfigurationRequest { Configuration = new Wire.Configuration { SelfServiceEnabled = enabled } });
    }
}
