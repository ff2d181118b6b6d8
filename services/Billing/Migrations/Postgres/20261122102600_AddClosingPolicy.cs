using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Billing.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddClosingPolicy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Closing_Settlement",
                table: "SubscriptionAccounts",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Closing_Settlement",
                table: "SubscriptionAccounts");
        }
    }
}
