using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Google.Protobuf.WellKnownTypes;
using Screens.Components;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

/// <summary>Every action says in words what it did and whether it can be undone.</summary>
public class DoneTests
{
    static readonly Locale English = new(Language.English);

    [Theory]
    [InlineData("close-undone", "The close is undone: the subscription goes on as before.")]
    [InlineData("draft-deleted", "The draft is deleted. This cannot be undone.")]
    [InlineData("nothing-known", "")]
    [InlineData("", "")]
    public async Task A5_51_A_page_tells_of_the_action_that_led_to_it(string done, string expected) =>
        (await Rendered.Text<DoneBanner>(new { }, address: $"/admin/subscriptions/s1?done={done}")).ShouldBe(expected);

    [Fact]
    public async Task A5_51_What_belongs_to_a_part_of_the_page_is_told_there_alone()
    {
        const string Address = "/admin/subscriptions/s1?done=note-posted";
        (await Rendered.Text<DoneBanner>(new { }, address: Address)).ShouldBe("");
        (await Rendered.Text<DoneBanner>(new { Section = "chatter" }, address: Address)).ShouldBe("The note is posted. It cannot be removed.");
    }

    [Fact]
    public void A5_51_A_close_says_whether_and_until_when_it_can_be_undone()
    {
        var until = Timestamp.FromDateTimeOffset(Rendered.Now.AddHours(72));
        Order(Stage.Churned, undo: until).Say("closed", English).ShouldBe("The subscription is closed and access has ended. This can be undone until 2 Dec 2026, 10:00.");
        Order(Stage.Churned).Say("closed", English).ShouldBe("The subscription is closed and access has ended. This cannot be undone.");
        Order(Stage.InProgress, undo: until).Say("closed", English)!.ShouldStartWith("The subscription closes on 29 Nov 2026; until then nothing changes.");
    }

    [Fact]
    public void A5_51_An_old_address_tells_nothing_that_is_not_so_any_more()
    {
        (Order(Stage.InProgress) with { EndDate = null }).Say("closed", English).ShouldBe("");
        Order(Stage.InProgress).Say("paused", English).ShouldBe("");
    }

    /// <summary>Every action that the screens' addresses name has words, here or in the page itself.</summary>
    [Fact]
    public void A5_51_No_action_is_without_words()
    {
        string[] ownWords = ["closed", "paused", "renewed", "changed", "reason-moved", "payment-registered", "payment-retried", "payment-reversed", "payment-restored"];
        var named = Sources.Screens().SelectMany(file => ActionNames.Matches(File.ReadAllText(file))).SelectMany(match => match.Groups["action"].Captures).Select(capture => capture.Value).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(30);
        named.Except(ownWords).Where(action => English.Words.Find($"Done_{CompletedActions.KeyOf(action)}") is null).ShouldBeEmpty();
    }

    static readonly System.Text.RegularExpressions.Regex ActionNames =
        new("""(done=(\{.*? \? ")?|cancellationToken: RequestAborted\), "|cancellationToken: RequestAborted\),\s+"|Then\(then, |Then\("|Done\("|"done", ")(?<action>[a-z]+(-[a-z]+)*)(" : "(?<action>[a-z-]+))?["#&]""");

    [Theory]
    [InlineData(InvoiceState.Paid, PaymentAttemptState.Succeeded, PaymentFailureCause.Unspecified, false, "INV/2026/00005 is paid.")]
    [InlineData(InvoiceState.Open, PaymentAttemptState.Waiting, PaymentFailureCause.Unspecified, false, "The payment of INV/2026/00005 is being made. Look again in a moment.")]
    [InlineData(InvoiceState.Open, PaymentAttemptState.Unresolved, PaymentFailureCause.Unspecified, false,
        "It is not known yet whether INV/2026/00005 is paid. The bank is asked until it says so; nothing is charged twice.")]
    [InlineData(InvoiceState.Open, PaymentAttemptState.Failed, PaymentFailureCause.InsufficientFunds, false,
        "The payment of INV/2026/00005 was declined. There was not enough money on the card. Once there is enough money, retry; or use another card.")]
    [InlineData(InvoiceState.Open, PaymentAttemptState.Failed, PaymentFailureCause.ExpiredCard, true,
        "The payment of INV/2026/00005 was declined. The card has expired. Please use another card.")]
    public async Task A4_43_What_became_of_a_payment_is_said_in_words(InvoiceState state, PaymentAttemptState attempt, PaymentFailureCause cause, bool change, string expected) =>
        (await Rendered.Text<PaymentOutcome>(new
        {
            Invoice = new Invoice { Number = "INV/2026/00005", State = state, Attempts = { new PaymentAttempt { State = attempt, Cause = cause, MethodMustChange = change } } },
        })).ShouldBe(expected);

    static OrderOutcome Order(Stage stage, Timestamp? undo = null) => new(stage, Date.From(new DateOnly(2026, 11, 29)), undo, null, null, false, null, "UTC");
}
