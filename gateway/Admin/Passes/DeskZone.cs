namespace Admin.Passes;

/// <summary>Where the desk is, as far as nobody has chosen.</summary>
static class DeskZone
{
    public const string Default = "Europe/Rome";
}
