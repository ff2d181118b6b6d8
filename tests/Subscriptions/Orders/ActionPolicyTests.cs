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
/// Explained buttons: whatever ListSubscriptionActions says of an action, in any state, for any caller and with any switch, is what the
/// action itself then does, for the same reason.
/// </summary>
public sealed class ActionPolicyTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    public enum State
    {
        Draft,
        Sent,
        Cancelled,
        InProgress,
        Paused,
        ToRenew,
        ScheduledByStaff,
        ScheduledByCustomer,
        Churned,
        ChurnedAfterDays,
        OnTrial,
        ChangePending,
        Discounted,
    }

    private static readonly Wire.Action[] CustomerActions =
        [Wire.Action.Close, Wire.Action.UndoClose, Wire.Action.Pause, Wire.Action.Resume, Wire.Action.Reactivate, Wire.Action.Renew,
            Wire.Action.Change, Wire.Action.CancelPendingChange, Wire.Action.ApplyCoupon];

    private string _coupon = "";

    public static TheoryData<State> States => [.. Enum.GetValues<State>()];

    [Theory]
    [MemberData(nameof(States))]
    public async Task What_staff_are_told_is_what_happens(State state)
    {
        _coupon = (await service.Coupon()).Code;
        var known = Enum.GetValues<Wire.Action>().Where(a => a != Wire.Action.Unspecified).ToList();
        var first = await OrderIn(state, await service.Plan());
        (await service.Orders.ListSubscriptionActionsAsync(new Wire.ListSubscriptionActionsRequest { Id = first.Id })).Actions.Select(a => a.Action).ShouldBe(known);

        // What a coupon is refused for is told of its code: here another one is for the same periods.
        foreach (var action in known.Where(a => state != State.Discounted || a != Wire.Action.ApplyCoupon))
        {
            var order = await OrderIn(state, await service.Plan());
            var told = (await service.Orders.ListSubscriptionActionsAsync(new Wire.ListSubscriptionActionsRequest { Id = order.Id })).Actions.Single(a => a.Action == action);
            Explained(told);
            (await Try(() => AsStaff(action, order))).ShouldBe(told.ReasonCode, $"{action} in {state}");
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task What_customers_are_told_is_what_happens(State state)
    {
        if (state is State.Draft or State.Cancelled)
        {
            var hidden = await OrderIn(state, await service.Plan());
            (await Refused.By(service.Portal(hidden.CustomerId).ListSubscriptionActionsAsync(new Wire.ListPortalSubscriptionActionsRequest { Id = hidden.Id }))).Status.ShouldBe(StatusCode.NotFound);
            (await Refused.By(AsCustomer(Wire.Action.Close, hidden, await service.Reason()))).Status.ShouldBe(StatusCode.NotFound);
            return;
        }

        var reason = await service.Reason();
        _coupon = (await service.Coupon()).Code;
        foreach (var (enabled, closable, action) in from enabled in (bool[])[true, false]
                                                    from closable in (bool[])[true, false]
                                                    from action in CustomerActions.Where(a => state != State.Discounted || a != Wire.Action.ApplyCoupon)
                                                    select (enabled, closable, action))
        {
            var plan = await service.Plan();
            var order = await OrderIn(state, plan);
            await Switch(plan, closable, enabled);

            var told = (await service.Portal(order.CustomerId).ListSubscriptionActionsAsync(new Wire.ListPortalSubscriptionActionsRequest { Id = order.Id })).Actions;
            told.Select(a => a.Action).ShouldBe(CustomerActions);
            var verdict = told.Single(a => a.Action == action);
            Explained(verdict);
            // No switch of the plan is about coupons.
            if (!enabled || (!closable && action != Wire.Action.ApplyCoupon))
            {
                verdict.Allowed.ShouldBeFalse();
            }

            (await Try(() => AsCustomer(action, order, reason))).ShouldBe(verdict.ReasonCode, $"{action} in {state}, self-service {enabled}, closable {closable}");
            await Switch(plan, true, true);
        }
    }

    [Fact]
    public async Task Explanations_come_in_the_language_asked_for_and_to_customers_in_their_own()
    {
        var customer = await service.Customer(language: "fa");
        var order = await service.Orders.SendQuotationAsync(new Wire.SendQuotationRequest { Id = (await service.Quotation(customer)).Id });

        var staff = await service.Orders.ListSubscriptionActionsAsync(new Wire.ListSubscriptionActionsRequest { Id = order.Id, Language = "vi" });
        var portal = await service.Portal(customer).ListSubscriptionActionsAsync(new Wire.ListPortalSubscriptionActionsRequest { Id = order.Id });

        staff.Actions.Single(a => a.Action == Wire.Action.Close).Explanation.ShouldBe(PolicyWords.Explain("NOT_CONFIRMED", "vi"));
        portal.Actions.Single(a => a.Action == Wire.Action.Close).Explanation.ShouldBe(PolicyWords.Explain("NOT_CONFIRMED", "fa"));
    }

    private static void Explained(Wire.ActionState told)
    {
        told.Allowed.ShouldBe(told.ReasonCode.Length == 0);
        told.Allowed.ShouldBe(told.Explanation.Length == 0);
    }

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

    private AsyncUnaryCall<Wire.PortalSubscription> AsCustomer(Wire.Action action, Wire.Subscription order, Wire.CloseReason reason)
    {
        var portal = service.Portal(order.CustomerId);
        return action switch
        {
            Wire.Action.Close => portal.CloseSubscriptionAsync(new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = reason.Id }),
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

    private async Task<Wire.Subscription> OrderIn(State state, Plan plan)
    {
        var order = await service.Quotation(
            plan: plan,
            start: state == State.ChurnedAfterDays ? Date.From(DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(-10)) : null,
            // A notice as long as the term: it is To Renew from its first day on.
            terms: new BillingTerms { TermPeriods = state == State.ToRenew ? 1 : 0, RenewNoticeDays = 365, TrialDays = state == State.OnTrial ? 14 : 0 });
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
        return state switch
        {
            State.ChangePending => await service.Orders.ChangeSubscriptionAsync(new Wire.ChangeSubscriptionRequest { Id = order.Id, Quantity = 3, When = Wire.ChangeWhen.EndOfPeriod }),
            State.Discounted => await service.Orders.ApplyCouponAsync(new Wire.ApplyCouponRequest { Id = order.Id, Code = (await service.Coupon()).Code }),
            State.Paused => await service.Orders.PauseSubscriptionAsync(new Wire.PauseSubscriptionRequest { Id = order.Id }),
            State.ToRenew => await AfterDueWork(order, Wire.Stage.ToRenew),
            State.ScheduledByStaff => await service.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", When = Wire.CloseWhen.EndOfPeriod }),
            State.ScheduledByCustomer => await ScheduledByCustomer(order),
            State.Churned or State.ChurnedAfterDays => await service.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved" }),
            _ => order,
        };
    }

    private async Task<Wire.Subscription> ScheduledByCustomer(Wire.Subscription order)
    {
        await service.Portal(order.CustomerId).CloseSubscriptionAsync(
            new Wire.ClosePortalSubscriptionRequest { Id = order.Id, ReasonId = (await service.Reason()).Id, When = Wire.CloseWhen.EndOfPeriod });
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
