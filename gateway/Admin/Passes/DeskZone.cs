namespace Admin.Passes;

/// <summary>Where the desk is, unless another zone was chosen.</summary>
static class DeskZone
{
    public const string Default = "Europe/Rome";
}
