namespace Billing.Numbering;

/// <summary>What a document gets when it becomes final.</summary>
/// <param name="Number">INV/2026/00017.</param>
/// <param name="IssueDate">Civil date of the business; not before that of any lower number of the series.</param>
internal sealed record IssueNumber(string Number, DateOnly IssueDate);
