namespace Scenarios.Tests.Dunning;

/// <summary>domain.md, payments that do not stand: what becomes of cases and of access, day by day.</summary>
public sealed class DisputesTests(DisputesWalk walk) : IClassFixture<DisputesWalk>
{
    [Theory]
    [InlineData(
        "to the end",
        "0: paid by card, mail invoice, mail order_confirmed, mail receipt, Full ACTIVE",
        "1: taken back chargeback, case opened, mail payment_failed_1, Warned PAYMENT_FAILED",
        "4: mail payment_failed_2",
        "8: banner, mail payment_failed_3",
        "12: mail restriction_notice",
        "15: restrict, restricted, Restricted UNPAID",
        "19: mail final_notice",
        "22: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED")]
    [InlineData(
        "won when restricted",
        "0: paid by card, mail invoice, mail order_confirmed, mail receipt, Full ACTIVE",
        "1: taken back chargeback, case opened, mail payment_failed_1, Warned PAYMENT_FAILED",
        "4: mail payment_failed_2",
        "8: banner, mail payment_failed_3",
        "12: mail restriction_notice",
        "15: restrict, restricted, Restricted UNPAID",
        "16: stands again, resolved paid, restored, Full ACTIVE",
        "31: paid by card, mail invoice, mail receipt")]
    [InlineData(
        "a part",
        "0: paid by card, mail invoice, mail order_confirmed, mail receipt, Full ACTIVE",
        "1: taken back chargeback, case opened, mail payment_failed_1, Warned PAYMENT_FAILED",
        "4: mail payment_failed_2",
        "5: paid by card, mail receipt, resolved paid, Full ACTIVE",
        "31: paid by card, mail invoice, mail receipt")]
    [InlineData(
        "after a case",
        "0: charge 1 expired_card, case opened, mail invoice, mail order_confirmed, mail payment_failed_1, Warned PAYMENT_FAILED",
        "2: paid by bank_transfer, mail receipt, resolved paid, Full ACTIVE",
        "5: taken back returned, case opened, recovery lost, mail payment_failed_1, Warned PAYMENT_FAILED",
        "8: mail payment_failed_2",
        "12: banner, mail payment_failed_3",
        "16: mail restriction_notice",
        "19: restrict, restricted, Restricted UNPAID",
        "23: mail final_notice",
        "26: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED",
        "28: stands again, resolved paid, resolved paid")]
    [InlineData(
        "closed",
        "0: paid by card, mail invoice, mail order_confirmed, mail receipt, Full ACTIVE",
        "1: mail subscription_closed, closed , Ended CLOSED",
        "6: taken back chargeback, case opened, mail payment_failed_1",
        "9: mail payment_failed_2",
        "13: banner, mail payment_failed_3",
        "27: exhausted close")]
    [InlineData(
        "in the middle",
        "0: paid by card, mail invoice, mail order_confirmed, mail receipt, Full ACTIVE",
        "2: charge 1 insufficient_funds, case opened, mail invoice, mail payment_failed_1, Warned PAYMENT_FAILED",
        "3: charge 2 insufficient_funds",
        "4: taken back chargeback",
        "5: charge 2 insufficient_funds, charge 3 insufficient_funds, mail payment_failed_2",
        "7: stands again",
        "8: charge 4 insufficient_funds",
        "9: banner, mail payment_failed_3",
        "13: mail restriction_notice",
        "15: charge 5 insufficient_funds",
        "16: restrict, restricted, Restricted UNPAID",
        "20: mail final_notice",
        "22: charge 6 insufficient_funds",
        "23: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED")]
    [InlineData(
        "by mistake",
        "0: charge 1 unknown, case opened, mail invoice, mail order_confirmed, mail payment_failed_1, Warned PAYMENT_FAILED",
        "2: paid by bank_transfer, mail receipt, resolved paid, Full ACTIVE",
        "3: taken back registered_by_mistake, case opened, recovery lost, mail payment_failed_1, Warned PAYMENT_FAILED",
        "6: mail payment_failed_2",
        "10: banner, mail payment_failed_3",
        "14: mail restriction_notice",
        "17: restrict, restricted, Restricted UNPAID",
        "21: mail final_notice",
        "24: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED")]
    [InlineData(
        "taken over",
        "0: charge 1 unknown, case opened, mail invoice, mail order_confirmed, mail payment_failed_1, Warned PAYMENT_FAILED",
        "3: mail payment_failed_2",
        "7: banner, mail payment_failed_3",
        "11: mail restriction_notice",
        "14: restrict, restricted, Restricted UNPAID",
        "21: exhausted keep",
        "31: charge 1 unknown, case opened, mail invoice, mail payment_failed_1",
        "32: paid by bank_transfer, mail receipt",
        "34: paid by bank_transfer, mail payment_failed_2, mail receipt, resolved paid, resolved paid, restored, Full ACTIVE")]
    public void Each_day_is_as_it_should_be(string who, params string[] expected) => walk.DiaryOf(who).ShouldBe(expected);

    [Fact]
    public void The_first_mail_is_told_what_the_customer_has_of_the_service()
    {
        walk.AnnouncedAccessOf("to the end").ShouldBe("full");
        walk.AnnouncedAccessOf("closed").ShouldBe("ended");
        walk.AnnouncedAccessOf("taken over").ShouldBe("restricted", "the second case's, while the restriction of the first holds");
    }

    /// <summary>
    /// Disputed: one was won and one paid by another card. Returned: one stood again, and with it the case that had been recovered before. What was registered by mistake had recovered nothing.
    /// </summary>
    [Fact]
    public void What_was_taken_back_does_not_count_as_recovered() => walk.Report.ShouldBe(
        [("disputed", 4, 2, 2), ("expired_card", 1, 1, 0), ("insufficient_funds", 1, 0, 1), ("not_paid", 1, 0, 1), ("returned", 1, 1, 0), ("unknown", 2, 1, 1)]);

    [Fact]
    public void Nothing_is_found_wrong_at_the_end() => walk.Findings.ShouldBeEmpty();
}
