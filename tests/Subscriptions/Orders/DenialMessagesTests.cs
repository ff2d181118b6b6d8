using Contracts.Conversions;
using Subscriptions.Orders;

namespace Subscriptions.Tests.Orders;

public sealed class DenialMessagesTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var reason in DenialMessages.Reasons)
            {
                foreach (var language in Languages.All)
                {
                    all.Add(reason, language);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_reason_is_explained_in_every_language_by_a_whole_sentence(string reason, string language)
    {
        var words = DenialMessages.Explain(reason, language);

        words.ShouldEndWith(".");
        words.Length.ShouldBeGreaterThan(10);
        if (language != Languages.Default)
        {
            words.ShouldNotBe(DenialMessages.Explain(reason, Languages.Default), "a missing language falls back to English");
        }
    }

    [Fact]
    public void No_two_reasons_say_the_same() => Languages.All.ShouldAllBe(
        language => DenialMessages.Reasons.Select(reason => DenialMessages.Explain(reason, language)).Distinct().Count() == DenialMessages.Reasons.Count());
}
