using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Plans.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddPlanTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "OfferedTerms_BillingDay",
                table: "Plans",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "OfferedTerms_RenewNoticeDays",
                table: "Plans",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "OfferedTerms_RenewsByItself",
                table: "Plans",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "OfferedTerms_TermPeriods",
                table: "Plans",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "OfferedTerms_TrialDays",
                table: "Plans",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "Renewable",
                table: "Plans",
                type: "boolean",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "OfferedTerms_BillingDay",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "OfferedTerms_RenewNoticeDays",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "OfferedTerms_RenewsByItself",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "OfferedTerms_TermPeriods",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "OfferedTerms_TrialDays",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "Renewable",
                table: "Plans");
        }
    }
}
