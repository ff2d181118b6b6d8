using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Plans.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddClosingPolicy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ClosingCredit",
                table: "Plans",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "ClosingSettlement",
                table: "Plans",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "AccountCredit");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ClosingCredit",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "ClosingSettlement",
                table: "Plans");
        }
    }
}
