using ServiceDefaults.Data;

namespace ServiceDefaults.Search;

/// <summary>An entity whose list can be searched. Saving keeps its words in <see cref="SearchWord"/> as they are here.</summary>
public abstract class SearchableEntity : Entity
{
    /// <summary>What it is found by, as <see cref="Search.SearchText.Of"/> makes it.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>To be called with every change of one of the texts.</summary>
    protected void FindBy(params IEnumerable<string> texts) => SearchText = Search.SearchText.Of(texts);

    /// <summary>Beside what it is found by already.</summary>
    protected void FindAlsoBy(params IEnumerable<string> texts) => FindBy([SearchText, .. texts]);
}
