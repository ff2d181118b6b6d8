using Contracts.Common.V1;
using Grpc.Core;
using Subscriptions.Tests.Support;
using static Contracts.Subscriptions.V1.Stage;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Orders;

/// <summary>Every call that moves an order between stages, from every stage: where it leads, or why it is refused, and then nothing has changed.</summary>
public sealed class StageMoveTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    public enum From
    {
        Quotation,
        Cancelled,
        InProgress,
        OnTrial,
        Paused,
        ToRenew,
        Closed,
        ClosedWhilePaused,
        ClosedInToRenew,
    }

    public enum Move
    {
        Confirm,
        Cancel,
        Pause,
        Resume,
        Close,
        Undo,
        Reactivate,
        Renew,
    }

    /// <summary>The stage that it leads to, or the reason of the refusal.</summary>
    private static readonly Dictionary<From, object[]> Table = new()
    {
        //                         Confirm             Cancel              Pause                  Resume          Close                  Undo                   Reactivate      Renew
        [From.Quotation] =         [InProgress,        Cancelled,          "NOT_CONFIRMED",       "NOT_PAUSED",   "NOT_CONFIRMED",       "NO_CLOSE_SCHEDULED",  "NOT_CLOSED",   "NO_TERM"],
        [From.Cancelled] =         ["NOT_A_QUOTATION", "NOT_A_QUOTATION",  "QUOTATION_CANCELLED", "NOT_PAUSED",   "QUOTATION_CANCELLED", "NO_CLOSE_SCHEDULED",  "NOT_CLOSED",   "NO_TERM"],
        [From.InProgress] =        ["NOT_A_QUOTATION", "NOT_A_QUOTATION",  Paused,                "NOT_PAUSED",   Churned,               "NO_CLOSE_SCHEDULED",  "NOT_CLOSED",   "NOT_TO_RENEW"],
        [From.OnTrial] =           ["NOT_A_QUOTATION", "NOT_A_QUOTATION",  "NOT_STARTED",         "NOT_PAUSED",   Churned,               "NO_CLOSE_SCHEDULED",  "NOT_CLOSED",   "NO_TERM"],
        [From.Paused] =            ["NOT_A_QUOTATION", "NOT_A_QUOTATION",  "ALREADY_PAUSED",      InProgress,     Churned,               "NO_CLOSE_SCHEDULED",  "NOT_CLOSED",   "NOT_TO_RENEW"],
        [From.ToRenew] =           ["NOT_A_QUOTATION", "NOT_A_QUOTATION",  Paused,                "NOT_PAUSED",   Churned,               "NO_CLOSE_SCHEDULED",  "NOT_CLOSED",   InProgress],
        [From.Closed] =            ["NOT_A_QUOTATION", "NOT_A_QUOTATION",  "ALREADY_CLOSED",      "NOT_PAUSED",   "ALREADY_CLOSED",      InProgress,            InProgress,     "ALREADY_CLOSED"],
        [From.ClosedWhilePaused] = ["NOT_A_QUOTATION", "NOT_A_QUOTATION",  "ALREADY_CLOSED",      "NOT_PAUSED",   "ALREADY_CLOSED",      Paused,                InProgress,     "ALREADY_CLOSED"],
        [From.ClosedInToRenew] =   ["NOT_A_QUOTATION", "NOT_A_QUOTATION",  "ALREADY_CLOSED",      "NOT_PAUSED",   "ALREADY_CLOSED",      ToRenew,               InProgress,     "ALREADY_CLOSED"],
    };

    public static TheoryData<From, Move> Every
    {
        get
        {
            var every = new TheoryData<From, Move>();
            foreach (var from in Enum.GetValues<From>())
            {
                foreach (var move in Enum.GetValues<Move>())
                {
                    every.Add(from, move);
                }
            }

            return every;
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_move_leads_where_it_should_or_changes_nothing(From from, Move move)
    {
        var before = await OrderIn(from);
        var expected = Table[from][(int)move];

        if (expected is Wire.Stage stage)
        {
            var after = await Call(move, before);
            after.Stage.ShouldBe(stage);
            (await service.Read(before)).Stage.ShouldBe(stage);
            return;
        }

        var footprint = await service.Footprint();
        var refused = await Refused.By(Call(move, before));
        (refused.Status, refused.Reason).ShouldBe((StatusCode.FailedPrecondition, (string)expected));
        (await service.Read(before)).ShouldBe(before);
        (await service.Footprint()).ShouldBe(footprint);
    }

    private AsyncUnaryCall<Wire.Subscription> Call(Move move, Wire.Subscription order) => move switch
    {
        Move.Confirm => service.Orders.ConfirmSubscriptionAsync(new() { Id = order.Id }),
        Move.Cancel => service.Orders.CancelQuotationAsync(new() { Id = order.Id }),
        Move.Pause => service.Orders.PauseSubscriptionAsync(new() { Id = order.Id }),
        Move.Resume => service.Orders.ResumeSubscriptionAsync(new() { Id = order.Id }),
        Move.Close => service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved" }),
        Move.Undo => service.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id }),
        Move.Reactivate => service.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id }),
        _ => service.Orders.RenewSubscriptionAsync(new() { Id = order.Id }),
    };

    /// <summary>By calls and by time alone; it began some days ago.</summary>
    private async Task<Wire.Subscription> OrderIn(From from)
    {
        var toRenew = from is From.ToRenew or From.ClosedInToRenew;
        var order = await service.Quotation(
            start: Date.From(DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(-5)),
            terms: new BillingTerms
            {
                TermPeriods = toRenew ? 1 : from is From.InProgress or From.Paused ? 12 : 0,
                RenewNoticeDays = toRenew ? 365 : 14,
                TrialDays = from == From.OnTrial ? 30 : 0,
            });
        switch (from)
        {
            case From.Quotation:
                return order;
            case From.Cancelled:
                return await Call(Move.Cancel, order);
        }

        order = await Call(Move.Confirm, order);
        if (from is From.Paused or From.ClosedWhilePaused)
        {
            order = await Call(Move.Pause, order);
        }

        if (toRenew)
        {
            await Eventually.Async(
                async () =>
                {
                    await service.Host.RunDueWork<SubscriptionsDb>();
                    return (await service.Read(order)).Stage == ToRenew;
                },
                "the order to be To Renew");
            order = await service.Read(order);
        }

        return from is From.Closed or From.ClosedWhilePaused or From.ClosedInToRenew ? await Call(Move.Close, order) : order;
    }
}
