using Contracts.Conversions;
using Subscriptions.Orders;

namespace Subscriptions.Tests.Orders;

public sealed class PolicyWordsTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var reason in PolicyWords.Reasons)
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
        var words = PolicyWords.Explain(reason, language);

        words.ShouldEndWith(".");
        words.Length.ShouldBeGreaterThan(10);
        if (language != Languages.Default)
        {
            words.ShouldNotBe(PolicyWords.Explain(reason, Languages.Default), "a missing language falls back to English");
        }
    }

    [Fact]
    public void No_two_reasons_say_the_same() => Languages.All.ShouldAllBe(
        language => PolicyWords.Reasons.Select(reason => PolicyWords.Explain(reason, language)).Distinct().Count() == PolicyWords.Reasons.Count());
}
