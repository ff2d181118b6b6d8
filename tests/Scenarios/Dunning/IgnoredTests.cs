namespace Scenarios.Tests.Dunning;

/// <summary>domain.md A3 36: every cause, ignored to the end, with each final action.</summary>
public sealed class IgnoredTests(IgnoredWalk walk) : IClassFixture<IgnoredWalk>
{
    /// <summary>The schedule of domain.md C10; an unknown outcome (timeout) opens the case only once it is known.</summary>
    [Theory]
    [InlineData("funds", "insufficient_funds")]
    [InlineData("limit", "limit_exceeded")]
    [InlineData("declined", "unknown")]
    [InlineData("timeout", "insufficient_funds")]
    public void What_may_pay_later_is_tried_again_on_the_days_of_the_schedule(string who, string cause) => Ends(who,
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
    ]);

    [Theory]
    [InlineData("expired", "expired_card")]
    [InlineData("wrong", "wrong_details")]
    [InlineData("lost", "unknown")]
    public void What_needs_another_card_is_never_tried_again(string who, string cause) => Ends(who,
    [
        $"0: charge 1 {cause}, case opened, mail invoice, mail order_confirmed, mail payment_failed_1, Warned PAYMENT_FAILED",
        "3: mail payment_failed_2",
        "7: banner, mail payment_failed_3",
        "11: mail restriction_notice",
        "14: restrict, restricted, Restricted UNPAID",
        "18: mail final_notice",
    ]);

    private void Ends(string who, IReadOnlyList<string> before)
    {
        walk.DiaryOf($"{who}-close").ShouldBe([.. before, "21: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED"]);
        walk.DiaryOf($"{who}-keep").ShouldBe([.. before.Where(line => !line.EndsWith("final_notice", StringComparison.Ordinal)), "21: exhausted keep"]);
        walk.DiaryOf($"{who}-writeoff").ShouldBe([.. before, "21: exhausted write_off, given up, restored, Full ACTIVE"]);
    }
}
