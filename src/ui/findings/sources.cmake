qt_wrap_ui(PINION_FINDINGS_FORMS
    ${PROJECT_SOURCE_DIR}/forms/explaindialog.ui
    ${PROJECT_SOURCE_DIR}/forms/fixquestiondialog.ui
    ${PROJECT_SOURCE_DIR}/forms/ignoredialog.ui
)
list(APPEND PINION_UI_SOURCES
    findings/analysis.cpp findings/analysis.h
    findings/carriedfindings.cpp findings/carriedfindings.h
    findings/configorigin.cpp findings/configorigin.h
    findings/explaindialog.cpp findings/explaindialog.h
    findings/fixes.cpp findings/fixes.h
    findings/fixpreview.cpp findings/fixpreview.h
    findings/fixquestiondialog.cpp findings/fixquestiondialog.h
    findings/ignore.cpp findings/ignore.h
    findings/ignoredialog.cpp findings/ignoredialog.h
    findings/imagereport.h
    findings/levels.cpp findings/levels.h
    findings/problemsmodel.cpp findings/problemsmodel.h
    findings/problemspanel.cpp findings/problemspanel.h
    findings/projectwatch.cpp findings/projectwatch.h
    findings/quietfindings.cpp findings/quietfindings.h
    ${PINION_FINDINGS_FORMS}
)
