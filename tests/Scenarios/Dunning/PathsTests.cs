namespace Scenarios.Tests.Dunning;

/// <summary>domain.md A3 33-37, C11: a case that is paid at some step in some way, and what else happens in the middle of one.</summary>
public sealed class PathsTests(PathsWalk walk) : IClassFixture<PathsWalk>
{
    [Theory]
    [InlineData("card at once", "expired_card", 0, "0: charge 1 expired_card, paid by card, case opened, mail invoice, mail order_confirmed, mail payment_failed_1, mail receipt, resolved paid, Full ACTIVE, Warned PAYMENT_FAILED")]
    [InlineData("card before the notice", "wrong_details", 4, "5: paid by card, mail receipt, resolved paid, Full ACTIVE")]
    [InlineData("card when restricted", "unknown", 15, "16: paid by card, mail receipt, resolved paid, restored, Full ACTIVE")]
    [InlineData("card after the end", "expired_card", 17, "21: exhausted keep", "23: paid by card, mail receipt, resolved paid, restored, Full ACTIVE")]
    [InlineData("card after the close", "expired_card", 20, "21: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED", "23: paid by card, mail receipt, resolved paid")]
    [InlineData("card of unknown outcome", "expired_card", 12, "13: paid by card, mail receipt, resolved paid, Full ACTIVE")]
    [InlineData(
        "another bad card", "expired_card", 4, "5: charge 2 insufficient_funds", "6: charge 3 insufficient_funds", "7: banner, mail payment_failed_3", "11: mail restriction_notice",
        "13: charge 4 insufficient_funds", "14: restrict, restricted, Restricted UNPAID", "18: mail final_notice", "20: charge 5 insufficient_funds",
        "21: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED")]
    [InlineData("closed by the customer", "unknown", 4, "5: mail subscription_closed, closed , Ended CLOSED", "7: banner, mail payment_failed_3", "21: exhausted close")]
    [InlineData(
        "closed, and undone", "unknown", 8, "9: mail close_undone, mail subscription_closed, closed , Ended CLOSED, Warned PAYMENT_FAILED", "11: mail restriction_notice",
        "14: restrict, restricted, Restricted UNPAID", "18: mail final_notice", "21: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED")]
    [InlineData(
        "close taken back", "unknown", 20,
        "21: mail close_undone, mail subscription_closed, exhausted close, restricted, closed unpaid, Ended CLOSED, Restricted UNPAID")]
    [InlineData(
        "paused over the restriction", "unknown", 11, "12: mail subscription_paused_until, Ended PAUSED", "14: restrict", "17: mail subscription_resumed, restricted, Restricted UNPAID",
        "18: mail final_notice", "21: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED")]
    [InlineData(
        "case paused by staff", "unknown", 11, "12: case paused", "15: case resumed", "17: restrict, restricted, Restricted UNPAID", "21: mail final_notice",
        "24: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED")]
    public void What_needs_another_card(string who, string cause, int asUsual, params string[] then) => Walked(who, asUsual == 0 ? then :
    [
        .. new[]
        {
            $"0: charge 1 {cause}, case opened, mail invoice, mail order_confirmed, mail payment_failed_1, Warned PAYMENT_FAILED",
            "3: mail payment_failed_2",
            "7: banner, mail payment_failed_3",
            "11: mail restriction_notice",
            "14: restrict, restricted, Restricted UNPAID",
            "18: mail final_notice",
        }.Where(line => DayOf(line) <= asUsual),
        .. then,
    ]);

    [Theory]
    [InlineData("retry by the customer", "insufficient_funds", 3, "4: paid by card, mail receipt, resolved paid, Full ACTIVE")]
    [InlineData("retry of the schedule", "limit_exceeded", 12, "13: paid by card, mail receipt, resolved paid, Full ACTIVE")]
    [InlineData(
        "retry on a chosen day", "insufficient_funds", 3, "4: case retry_scheduled", "7: banner, mail payment_failed_3", "9: paid by card, mail receipt, resolved paid, Full ACTIVE")]
    [InlineData("transfer early", "unknown", 1, "2: paid by bank_transfer, mail receipt, resolved paid, Full ACTIVE")]
    [InlineData("transfer after the notice", "unknown", 11, "12: paid by bank_transfer, mail receipt, resolved paid, Full ACTIVE")]
    [InlineData("transfer when restricted", "unknown", 14, "15: paid by bank_transfer, mail receipt, resolved paid, restored, Full ACTIVE")]
    [InlineData("credit note", "insufficient_funds", 7, "8: mail credit_note, resolved settled, Full ACTIVE")]
    [InlineData("void when restricted", "insufficient_funds", 14, "15: resolved settled, restored, Full ACTIVE")]
    public void What_may_be_tried_again(string who, string cause, int asUsual, params string[] then) => Walked(who,
    [
        .. Retried(cause).Where(line => DayOf(line) <= asUsual),
        .. then,
    ]);

    /// <summary>C11: of a customer's two subscriptions only the unpaid one is restricted and closed; a refund of the other one's money changes nothing.</summary>
    [Fact]
    public void What_is_paid_ahead_goes_on_beside_what_is_unpaid()
    {
        Walked("paid ahead", ["0: paid by card, mail invoice, mail order_confirmed, mail receipt, Full ACTIVE", "12: refunded, mail credit_note, mail refund"]);
        Walked("unpaid beside it", [.. Retried("insufficient_funds"), "21: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED"]);
    }

    /// <summary>The others of this walk were opened before the campaign was changed on day 8, and go on by what it was.</summary>
    [Fact]
    public void A_campaign_that_is_changed_holds_for_what_fails_after_that() => Walked("after the change",
    [
        "9: charge 1 unknown, case opened, mail invoice, mail order_confirmed, mail payment_failed_1, Warned PAYMENT_FAILED",
        "14: exhausted keep",
    ]);

    private static IEnumerable<string> Retried(string cause) =>
    [
        $"0: charge 1 {cause}, case opened, mail invoice, mail order_confirmed, mail payment_failed_1, Warned PAYMENT_FAILED",
        $"1: charge 2 {cause}",
        $"3: charge 3 {cause}, mail payment_failed_2",
        $"6: charge 4 {cause}",
        "7: banner, mail payment_failed_3",
        "11: mail restriction_notice",
        $"13: charge 5 {cause}",
        "14: restrict, restricted, Restricted UNPAID",
        "18: mail final_notice",
        $"20: charge 6 {cause}",
    ];

    private static int DayOf(string line) => int.Parse(line.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);

    private void Walked(string who, IReadOnlyList<string> expected) => walk.DiaryOf(who).ShouldBe(expected);
}
