using Contracts.Common.V1;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>Why a credit is less than its arithmetic comes to.</summary>
internal static class CreditCapText
{
    public static string Format(CreditCap cap, Words words) =>
        words.Format("CreditCap", MoneyText.Format(cap.Amount, words.Language), MoneyText.Format(cap.Computed, words.Language), MoneyText.Format(cap.CreditedBefore, words.Language));
}
